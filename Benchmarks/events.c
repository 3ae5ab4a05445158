// Reads the events of a YAML file with libyaml and prints how many there are: what reading costs at the least.
#include <stdio.h>
#include <yaml.h>

int main(int count, char **arguments) {
  FILE *file = count == 2 ? fopen(arguments[1], "rb") : NULL;
  if (!file) return 64;
  yaml_parser_t parser;
  yaml_event_t event;
  yaml_parser_initialize(&parser);
  yaml_parser_set_input_file(&parser, file);
  for (int events = 1;; events++) {
    if (!yaml_parser_parse(&parser, &event)) return 1;
    int last = event.type == YAML_STREAM_END_EVENT;
    yaml_event_delete(&event);
    if (last) return printf("%d\n", events) < 0;
  }
}
