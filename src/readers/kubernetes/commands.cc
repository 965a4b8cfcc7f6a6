// Takes the names of the programs that a container starts, as readers/shell/ knows them.
//
// A container's `command` and `args` make one command line; where that is a shell with a script
// (`sh -c "…"`), each command of the script counts. Only names leave this file: the arguments of a
// container hold tokens and passwords more often than they should.
#include "readers/kubernetes/commands.h"

#include "readers/shell/command.h"

namespace fundable::kube {

std::vector<std::string> known_commands(Node container) {
  shell::Words words;
  for (const char* key : {"command", "args"}) {
    for (const Node word : container[key]) words.emplace_back(word.text());
  }
  std::vector<std::string> found;
  for (const shell::Command& command : shell::known_commands(words, container.line())) {
    if (command.purpose == shell::Purpose::kServes) found.push_back(command.name);
  }
  return found;
}

}  // namespace fundable::kube
