using System.CommandLine;
using System.Text.Json;
using Banyan.Cli.Graph;
using Banyan.Cli.Http;
using Banyan.Cli.Output;
using Banyan.Cli.Parsing;

namespace Banyan.Cli.Commands;

/// <summary><c>banyan teams list | save</c>.</summary>
internal sealed class TeamsCommand(SharedOptions shared, CliContext context)
{
    private static readonly string[] Head = ["NAME", "SERVICES", "ID"];

    private readonly GraphRun _graph = new(shared, context);
    private readonly Argument<string> _name = new("name") { Description = "Its name, which usage carries" };
    private readonly Option<string?> _id = new("--id") { Description = "The team that gets the name, as banyan teams list shows it; a new one when left out", HelpName = "ID" };

    public static Command Create(SharedOptions shared, CliContext context)
    {
        var self = new TeamsCommand(shared, context);
        var list = new Command("list", "List teams with the services they answer for, by name.");
        list.SetAction(self.ListAsync);
        HelpPage.AddExamples(list, "banyan teams list");
        var save = new Command("save", "Make a team, or give one another name.") { self._name, self._id };
        save.SetAction(self.SaveAsync);
        HelpPage.AddExamples(save, "banyan teams save payments", "banyan teams save billing --id ID");
        return new Command("teams", "See and name the teams that answer for services: usage and budgets are summed by them.") { list, save };
    }

    private Task<int> ListAsync(ParseResult parsed, CancellationToken cancellationToken) => _graph.TableAsync(parsed, "TeamsList", Head, Row, cancellationToken);

    private Task<int> SaveAsync(ParseResult parsed, CancellationToken cancellationToken) => _graph.RunAsync(
        parsed,
        "TeamsSave",
        writer =>
        {
            writer.WriteString("id", parsed.GetValue(_id));
            writer.WriteString("name", parsed.GetValue(_name));
        },
        (team, _) => context.Terminal.Out.WriteLine(Printable.Line($"Team {Members.Text(team, "name")} is {Members.Text(team, "id")}.")),
        cancellationToken);

    private static string[] Row(JsonElement team) =>
        [Members.Text(team, "name") ?? "", string.Join(", ", Members.Items(team, "services").Select(service => Members.Text(service, "name"))), Members.Text(team, "id") ?? ""];
}
