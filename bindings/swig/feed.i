/* SPDX-License-Identifier: Apache-2.0 */
/* What an engine speaks to: histories, records, metrics, and events that are kept until they are pulled. It must live as long as
 * the engine. */
%rename(Feed) acd_feed;
%nodefaultctor acd_feed;
struct acd_feed {};
%made(acd_feed)
%newobject acd_feed::pull;
%extend acd_feed {
  acd_feed() { return calloc(1, sizeof(acd_feed)); }
  ~acd_feed() {
    acd_kept_clear(&$self->events);
    free($self);
  }
  /* From now on events are kept. */
  void keep_events(void) { $self->keeps_events = 1; }
  /* The oldest event, or none. */
  acd_event *pull(void) { return acd_kept_first(&$self->events); }
  int64_t count(void) { return $self->events.count; }
  /* Events that found no memory. */
  int64_t lost(void) { return $self->events.lost; }
  /* They must live as long as the feed. */
  void set_history(acd_history *history) { $self->history = history; }
  void set_records(acd_records *records) { $self->records = records; }
  void set_metrics(acd_metrics *metrics) { $self->metrics = metrics; }
}
%inline %{
/* Engines made with these options speak to the feed, as it is now. */
static void acd_feed_attach(acd_feed *feed, acd_options *options) {
  if (acd_feed_hears(feed)) acd_options_set_events(options, acd_feed_event, feed);
}
%}
