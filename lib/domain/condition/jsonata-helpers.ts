/**
 * Bindings in JSONata 2.0.6, which is what Step Functions evaluates: no operator or function of later versions, no path
 * over the record (it would merge nested lists), only `$reduce`, which hands on each member as it is.
 * https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
 */
export const MATCHING_HELPERS = `$valuesOf := function($value, $rest, $name, $within, $where, $at) {
  $type($value) = 'array'
    ? ($isShared := $length($name) - $length($rest) <= $within;
      $reduce($value, function($found, $member, $index) {
        $append($found, $type($member) in ['array', 'object']
          ? $valuesOf($member, $rest, $name, $within, $where & '[' & $string($index) & ']',
              $isShared ? $merge([$at, {$where: $index}]) : $at)
          : $rest = '' ? [{'value': $member, 'at': $at}] : [])
      }, []))
    : $type($value) = 'object'
      ? $reduce($append([], $keys($value)), function($found, $key) {
          $append($found, $substring($rest, 0, $length($key) + 1) = '.' & $key
            ? $valuesOf($lookup($value, $key), $substring($rest, $length($key) + 1), $name, $within,
                $where & $string($length($key)) & ':' & $key, $at)
            : [])
        }, [])
      : $rest = '' ? [{'value': $value, 'at': $at}] : []
};
$has := function($choices, $record, $name, $within, $mayBeAbsent, $test) {(
  $all := $valuesOf($record, $name, $name, $within, '', {});
  $reduce($choices, function($next, $chosen) {(
    $here := $reduce($all, function($fitting, $entry) {
      $append($fitting, $reduce($append([], $keys($entry.at)), function($fits, $list) {
        $list in $keys($chosen) ? $fits and $lookup($chosen, $list) = $lookup($entry.at, $list) : $fits
      }, true) ? [$entry] : [])
    }, []);
    $distinct($append($next, $count($here) = 0
      ? ($mayBeAbsent ? [$chosen] : [])
      : $reduce($here, function($taken, $entry) {
          $append($taken, $test($lookup($entry, 'value')) ? [$merge([$chosen, $entry.at])] : [])
        }, [])))
  )}, [])
)};`;

export const LIKE_HELPER = `$isLike := function($value, $first, $middle, $last) {
  $type($value) != 'string' ? false
    : $length($value) < $length($first & $last) ? false
    : $substring($value, 0, $length($first)) != $first ? false
    : $substring($value, $length($value) - $length($last)) != $last ? false
    : $type($reduce($middle, function($rest, $part) {
        $type($rest) = 'null' ? null : $contains($rest, $part) ? $substringAfter($rest, $part) : null
      }, $substring($value, $length($first), $length($value) - $length($first & $last)))) = 'string'
};`;

/** The end of a text is written so that it is in no engine also the place before a last line break. */
export const ADDRESS_HELPER = `$groupDigits := function($half) {
  $half = '' ? '' : $reduce($split($half, ':'), function($digits, $group) {
    $digits & ($length($group) in [1..4] ? $lowercase($pad($group, -4, '0')) : 'none')
  }, '')
};
$addressDigits := function($text) {
  $contains($text, /^0*[0-9]{1,3}(?:\\u002e0*[0-9]{1,3}){3}(?![\\s\\S])/)
    ? $reduce($split($text, '.'), function($digits, $byte) {
        $digits & ($number($byte) > 255 ? 'none' : $pad($formatBase($number($byte), 16), -2, '0'))
      }, '')
    : $contains($text, /^[0-9a-fA-F:]*:[0-9a-fA-F:]*(?![\\s\\S])/)
      ? ($halves := $split($text, '::');
        $missing := 8 - $reduce($halves, function($sum, $half) {
          $sum + ($half = '' ? 0 : $count($split($half, ':')))
        }, 0);
        $digits := $count($halves) > 2 or ($count($halves) = 2 ? $missing < 1 : $missing != 0)
          ? 'none'
          : $groupDigits($halves[0]) & $substring('00000000000000000000000000000000', 0, $missing * 4)
              & ($count($halves) = 2 ? $groupDigits($halves[1]) : '');
        $substring($digits, 0, 24) = '00000000000000000000ffff' ? $substring($digits, 24) : $digits)
      : 'none'
};
$isAddress := function($value, $bottom, $top) {
  $type($value) != 'string' ? false : (
    $digits := $addressDigits($value);
    $contains($digits, 'n') or $length($digits) != $length($bottom)
      ? false : $bottom <= $digits and $digits <= $top
  )
};`;
