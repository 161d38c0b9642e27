export interface GoHelper {
  code: string;
  imports: string[];
}

/** Decides as the matcher: fields that lie in one list must match within one of its elements. */
export const MATCHING_HELPERS: GoHelper = {
  imports: ['fmt', 'strings'],
  code: `type field struct {
	name string
	// A list found up to here is shared with another field: both must match within one of its elements.
	within      string
	mayBeAbsent bool
	test        func(value any) bool
}

// elements says which element of which list.
type elements map[string]int

type found struct {
	value any
	at    elements
}

func anyOf(record map[string]any, alternatives [][]field) bool {
	for _, fields := range alternatives {
		choices := []elements{{}}
		for _, one := range fields {
			choices = chooseFrom(choices, valuesOf(record, one.name, one, "", elements{}), one)
		}
		if len(choices) > 0 {
			return true
		}
	}
	return false
}

func chooseFrom(choices []elements, values []found, one field) []elements {
	var next []elements
	known := map[string]bool{}
	add := func(choice elements) {
		if key := fmt.Sprint(choice); !known[key] {
			known[key] = true
			next = append(next, choice)
		}
	}
	for _, chosen := range choices {
		absent := true
		for _, entry := range values {
			both, consistent := merged(chosen, entry.at)
			if !consistent {
				continue
			}
			absent = false
			if one.test(entry.value) {
				add(both)
			}
		}
		if absent && one.mayBeAbsent {
			add(chosen)
		}
	}
	return next
}

func merged(chosen, at elements) (elements, bool) {
	both := elements{}
	for list, element := range chosen {
		both[list] = element
	}
	for list, element := range at {
		if other, known := both[list]; known && other != element {
			return nil, false
		}
		both[list] = element
	}
	return both, true
}

func valuesOf(value any, rest string, one field, where string, at elements) []found {
	var values []found
	switch holder := value.(type) {
	case []any:
		shared := len(one.name)-len(rest) <= len(one.within)
		for index, member := range holder {
			switch member.(type) {
			case []any, map[string]any:
				here := at
				if shared {
					here, _ = merged(at, elements{where: index})
				}
				values = append(values, valuesOf(member, rest, one, fmt.Sprintf("%s[%d]", where, index), here)...)
			default:
				if rest == "" {
					values = append(values, found{member, at})
				}
			}
		}
	case map[string]any:
		for key, member := range holder {
			if strings.HasPrefix(rest, "."+key) {
				place := fmt.Sprintf("%s%d:%s", where, len(key), key)
				values = append(values, valuesOf(member, rest[len(key)+1:], one, place, at)...)
			}
		}
	default:
		if rest == "" {
			values = append(values, found{value, at})
		}
	}
	return values
}`,
};

export const TEXT_HELPERS: GoHelper = {
  imports: ['strings'],
  code: `func isText(value any) bool {
	_, ok := value.(string)
	return ok
}

func hasPrefix(value any, prefix string) bool {
	text, ok := value.(string)
	return ok && strings.HasPrefix(text, prefix)
}

func hasSuffix(value any, suffix string) bool {
	text, ok := value.(string)
	return ok && strings.HasSuffix(text, suffix)
}

func isNumber(value any, test func(n float64) bool) bool {
	n, ok := value.(float64)
	return ok && test(n)
}`,
};

export const EXPRESSION_HELPER: GoHelper = {
  imports: ['regexp'],
  code: `func fits(value any, expression string) bool {
	text, ok := value.(string)
	return ok && regexp.MustCompile(expression).MatchString(text)
}`,
};

export const LIKE_HELPER: GoHelper = {
  imports: ['strings'],
  code: `// isLike says whether a text has these parts in this order, the first at its start and the last at its end.
func isLike(value any, parts []string) bool {
	text, ok := value.(string)
	first, last := parts[0], parts[len(parts)-1]
	if !ok || len(text) < len(first)+len(last) || !strings.HasPrefix(text, first) || !strings.HasSuffix(text, last) {
		return false
	}
	rest := text[len(first) : len(text)-len(last)]
	for _, part := range parts[1 : len(parts)-1] {
		at := strings.Index(rest, part)
		if at < 0 {
			return false
		}
		rest = rest[at+len(part):]
	}
	return true
}`,
};

export const ADDRESS_HELPER: GoHelper = {
  imports: ['regexp', 'strconv', 'strings'],
  code: `var (
	ipv4 = regexp.MustCompile(\`^0*[0-9]{1,3}(?:\\.0*[0-9]{1,3}){3}\\z\`)
	ipv6 = regexp.MustCompile(\`^[0-9a-fA-F:]*:[0-9a-fA-F:]*\\z\`)
)

// isAddress says whether a text is an IP address between two, given as hex digits.
func isAddress(value any, bottom, top string) bool {
	text, ok := value.(string)
	digits := ""
	if ok {
		digits = addressDigits(text)
	}
	return len(digits) == len(bottom) && bottom <= digits && digits <= top
}

func addressDigits(text string) string {
	if ipv4.MatchString(text) {
		digits := ""
		for _, part := range strings.Split(text, ".") {
			n, err := strconv.Atoi("0" + strings.TrimLeft(part, "0"))
			if err != nil || n > 255 {
				return ""
			}
			if n < 16 {
				digits += "0"
			}
			digits += strconv.FormatInt(int64(n), 16)
		}
		return digits
	}
	halves := strings.Split(text, "::")
	if !ipv6.MatchString(text) || len(halves) > 2 {
		return ""
	}
	var left, right []string
	if halves[0] != "" {
		left = strings.Split(halves[0], ":")
	}
	if len(halves) == 2 && halves[1] != "" {
		right = strings.Split(halves[1], ":")
	}
	missing := 8 - len(left) - len(right)
	if (len(halves) == 2 && missing < 1) || (len(halves) == 1 && missing != 0) {
		return ""
	}
	groups := append(left, strings.Split(strings.Repeat("0 ", missing), " ")[:missing]...)
	digits := ""
	for _, group := range append(groups, right...) {
		if len(group) < 1 || len(group) > 4 {
			return ""
		}
		digits += strings.Repeat("0", 4-len(group)) + strings.ToLower(group)
	}
	if strings.HasPrefix(digits, "00000000000000000000ffff") {
		return digits[24:]
	}
	return digits
}`,
};
