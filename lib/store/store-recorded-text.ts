/** Text recorded byte for byte where storable; `source` says who knew it. */
export interface RecordedText {
  text: string;
  truncated: boolean;
  altered: boolean;
  source: 'operation' | 'marker' | 'destination-record' | 'history' | 'event' | 'log' | 'answer';
}
