import type { GoHelper } from './go-helpers.ts';
import type { HandlerParts } from './typescript-handler-text.ts';

export interface GoHandlerParts extends HandlerParts {
  jitter: boolean;
}

/** The handler around `run` and `matches`, with what the limits need and no more. */
export function goHandler(parts: GoHandlerParts): GoHelper {
  const { delays, jitter, budget } = parts;
  const imports = ['context', 'encoding/json', 'errors', 'fmt', 'os', 'reflect', 'regexp', 'time'];
  const code = [TYPES, handlerFunction(parts), runAgainFunction(parts)];
  if (delays) {
    code.push(delayFunction(jitter));
    imports.push('math', ...(jitter ? ['math/rand'] : []));
  }
  if (budget) {
    code.push(COST);
    imports.push('runtime');
  }
  code.push(RECORD, CARRIER, MARKER);
  return { code: code.join('\n\n'), imports };
}

const TYPES = `type parentRun struct {
	RequestID string \`json:"requestId"\`
}

// carrier is what one run hands to the next, in the payload's field __rerun.
type carrier struct {
	V              int       \`json:"v"\`
	TraceID        *string   \`json:"traceId"\`
	Attempt        int       \`json:"attempt"\`
	MaxAttempts    *int      \`json:"maxAttempts"\`
	Parent         parentRun \`json:"parent"\`
	FirstStartedAt int64     \`json:"firstStartedAt,omitempty"\`
	SpentUSD       float64   \`json:"spentUsd,omitempty"\`
}

// marker is one line of its own, by which the chain is put together.
type marker struct {
	V           int             \`json:"v"\`
	Via         string          \`json:"via"\`
	Attempt     int             \`json:"attempt"\`
	MaxAttempts int             \`json:"maxAttempts"\`
	Reason      *string         \`json:"reason"\`
	TraceID     *string         \`json:"traceId"\`
	RequestID   string          \`json:"requestId"\`
	Parent      *parentRun      \`json:"parent"\`
	Next        *parentRun      \`json:"next"\`
	Input       json.RawMessage \`json:"input,omitempty"\`
}

var client *lambdaclient.Client

func main() {
	settings, err := config.LoadDefaultConfig(context.Background())
	if err != nil {
		panic(err)
	}
	client = lambdaclient.NewFromConfig(settings)
	lambda.Start(handler)
}`;

function handlerFunction({ window, budget }: GoHandlerParts): string {
  const carried = [
    ...(window
      ? ['	if handed.FirstStartedAt == 0 {', '		handed.FirstStartedAt = startedAt.UnixMilli()', '	}']
      : []),
    ...(budget ? ['	handed.SpentUSD += costUSD(startedAt)'] : []),
  ];
  return `func handler(ctx context.Context, event json.RawMessage) (any, error) {
${window || budget ? '	startedAt := time.Now()\n' : ''}	invocation, ok := lambdacontext.FromContext(ctx)
	if !ok {
		return nil, errors.New("not run by Lambda")
	}
	handed, request := received(event)
	said := marker{
		V: 1, Via: "invoke", Attempt: handed.Attempt, MaxAttempts: maxAttempts, TraceID: handed.TraceID,
		RequestID: invocation.AwsRequestID,
	}
	if handed.Parent.RequestID != "" {
		said.Parent = &handed.Parent
	}
	first := said
	if len(request) <= 16384 && os.Getenv("RERUN_RECORD_INPUT") != "off" {
		first.Input = request
	}
	first.print()
	response, failure := run(ctx, request)
	record, err := recordOf(invocation, request, response, failure)
	if err != nil {
		return nil, err
	}
	if matches(record) {
${carried.map((line) => `\t${line}\n`).join('')}		reason, next, err := runAgain(ctx, invocation, handed, record)
		if err != nil {
			return nil, err
		}
		said.Reason, said.Next = &reason, next
		said.print()
	}
	return response, failure
}`;
}

function runAgainFunction({ delays, window, budget, nextInput }: GoHandlerParts): string {
  const next = nextInput === 'response' ? 'responsePayload' : 'requestPayload';
  const checks = [
    ...(delays ? ['	delay := delayOf(handed.Attempt)'] : []),
    ...(window
      ? [
          `	if end := time.UnixMilli(handed.FirstStartedAt).Add(windowSeconds * time.Second); time.Now()${delays ? '.Add(delay)' : ''}.After(end) {`,
          '		return fmt.Sprintf("the time window of %d s is over", windowSeconds), nil, nil',
          '	}',
        ]
      : []),
    ...(budget
      ? [
          '	if handed.SpentUSD >= budgetUSD {',
          '		return fmt.Sprintf("the chain has cost about %g USD of %g USD", handed.SpentUSD, float64(budgetUSD)), nil, nil',
          '	}',
        ]
      : []),
  ];
  const wait = delays
    ? `	// The run is paid for while it waits, and cannot wait beyond its timeout.
	if deadline, known := ctx.Deadline(); known && time.Now().Add(delay+2*time.Second).After(deadline) {
		return fmt.Sprintf("the delay of %g s does not fit into the time that is left", delay.Seconds()), nil, nil
	}
	time.Sleep(delay)
`
    : '';
  return `// runAgain invokes the function again unless a limit is reached, and says what the marker says of it.
func runAgain(ctx context.Context, invocation *lambdacontext.LambdaContext, handed carrier, record map[string]any) (string, *parentRun, error) {
	if handed.Attempt >= maxAttempts {
		return "max attempts reached", nil, nil
	}
${checks.map((line) => `${line}\n`).join('')}	next, isObject := record["${next}"].(map[string]any)
	if _, taken := next["__rerun"]; taken || !isObject {
		return "the next input is no JSON object that can carry __rerun", nil, nil
	}
${wait}	limit := maxAttempts
	handed.V, handed.MaxAttempts, handed.Parent = 1, &limit, parentRun{invocation.AwsRequestID}
	reason := fmt.Sprintf("%s and attempt %d < %d", condition, handed.Attempt, maxAttempts)
	handed.Attempt++
	next["__rerun"] = handed
	payload, err := json.Marshal(next)
	if err != nil {
		return "", nil, err
	}
	// The SDK sends the trace header of this run along, and the call again after a throttle: nobody waits for it.
	answer, err := client.Invoke(ctx, &lambdaclient.InvokeInput{
		FunctionName:   aws.String(invocation.InvokedFunctionArn),
		InvocationType: types.InvocationTypeEvent,
		Payload:        payload,
	})
	if err != nil {
		return "", nil, err
	}
	requestID, known := awsmiddleware.GetRequestIDMetadata(answer.ResultMetadata)
	if !known {
		return reason, nil, nil
	}
	return reason, &parentRun{requestID}, nil
}`;
}

function delayFunction(jitter: boolean): string {
  return `func delayOf(attempt int) time.Duration {
	seconds := math.Min(delaySeconds*math.Pow(backoffRate, float64(attempt-1)), maxDelaySeconds)
${jitter ? '	seconds *= rand.Float64()\n' : ''}	return time.Duration(seconds * float64(time.Second))
}`;
}

const COST = `// costUSD is an estimate: the time until now at public prices, without initialisation.
func costUSD(startedAt time.Time) float64 {
	perGBSecond := usdPerGBSecondX86
	if runtime.GOARCH == "arm64" {
		perGBSecond = usdPerGBSecondArm
	}
	return time.Since(startedAt).Seconds()*float64(lambdacontext.MemoryLimitInMB)/1024*perGBSecond + usdPerRequest
}`;

const RECORD = `// recordOf has the shape of the record that Lambda sends to a destination.
func recordOf(invocation *lambdacontext.LambdaContext, request json.RawMessage, response any, failure error) (map[string]any, error) {
	arn, version := invocation.InvokedFunctionArn, lambdacontext.FunctionVersion
	if !regexp.MustCompile(\`^(?:[^:]*:){7}\`).MatchString(arn) {
		arn += ":" + version
	}
	condition, responseContext := "Success", map[string]any{"statusCode": 200, "executedVersion": version}
	if failure != nil {
		condition, responseContext["functionError"] = "RetriesExhausted", "Unhandled"
		errorType := reflect.TypeOf(failure)
		if errorType.Kind() == reflect.Ptr {
			errorType = errorType.Elem()
		}
		response = map[string]any{"errorType": errorType.Name(), "errorMessage": failure.Error()}
	}
	text, err := json.Marshal(map[string]any{
		"version":   "1.0",
		"timestamp": time.Now().UTC().Format("2006-01-02T15:04:05.000Z"),
		"requestContext": map[string]any{
			"requestId":              invocation.AwsRequestID,
			"functionArn":            arn,
			"condition":              condition,
			"approximateInvokeCount": 1,
		},
		"requestPayload":  request,
		"responseContext": responseContext,
		"responsePayload": response,
	})
	if err != nil {
		return nil, err
	}
	var record map[string]any
	return record, json.Unmarshal(text, &record)
}`;

const CARRIER = `// received splits the event into what the last run handed over and the function's own request.
func received(event json.RawMessage) (carrier, json.RawMessage) {
	first := carrier{Attempt: 1}
	if root := regexp.MustCompile(\`(?i)(?:^|;)\\s*root=(1-[0-9a-f]{8}-[0-9a-f]{24})\`).FindStringSubmatch(os.Getenv("_X_AMZN_TRACE_ID")); root != nil {
		first.TraceID = &root[1]
	}
	var own map[string]json.RawMessage
	if json.Unmarshal(event, &own) != nil {
		return first, event
	}
	var handed carrier
	if err := json.Unmarshal(own["__rerun"], &handed); err != nil || handed.V != 1 || handed.Attempt < 1 || handed.Parent.RequestID == "" {
		return first, event
	}
	delete(own, "__rerun")
	request, err := json.Marshal(own)
	if err != nil {
		return first, event
	}
	if handed.TraceID == nil {
		handed.TraceID = first.TraceID
	}
	return handed, request
}`;

const MARKER = `func (said marker) print() {
	if line, err := json.Marshal(map[string]any{"rerun": said}); err == nil {
		fmt.Println(string(line))
	}
}`;
