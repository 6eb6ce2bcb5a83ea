using System.CommandLine;
using System.Text.Json;
using Banyan.Cli.Graph;
using Banyan.Cli.Http;
using Banyan.Cli.Output;
using Banyan.Cli.Parsing;

namespace Banyan.Cli.Commands;

/// <summary><c>banyan users list | save</c>.</summary>
internal sealed class UsersCommand(SharedOptions shared, CliContext context)
{
    private static readonly string[] Head = ["SUBJECT", "E-MAIL", "ROLE", "STATUS", "ID"];

    private readonly GraphRun _graph = new(shared, context);
    private readonly Argument<string> _subject = new("subject") { Description = "Their name in the identity provider's tokens" };
    private readonly Option<string> _role = new("--role") { Description = "What they are trusted with: admin, operator, auditor, developer or viewer", HelpName = "ROLE", Required = true };
    private readonly Option<string?> _email = new("--email") { Description = "Their e-mail; what it is when left out", HelpName = "E-MAIL" };
    private readonly Option<string?> _status = new("--status") { Description = "active, or disabled: then their tokens are refused; what it is when left out", HelpName = "WORD" };

    public static Command Create(SharedOptions shared, CliContext context)
    {
        var self = new UsersCommand(shared, context);
        self._role.AcceptOnlyFromAmong("admin", "operator", "auditor", "developer", "viewer");
        self._status.AcceptOnlyFromAmong("active", "disabled");
        var list = new Command("list", "List people that were given a role here, by subject.");
        list.SetAction(self.ListAsync);
        HelpPage.AddExamples(list, "banyan users list", "banyan users list --json | jq -r '.[].subject'");
        var save = new Command("save", "Say what a person is trusted with, on every node within two seconds, whatever their token says. Never oneself, and never more than one may oneself.") { self._subject, self._role, self._email, self._status };
        save.SetAction(self.SaveAsync);
        HelpPage.AddExamples(save, "banyan users save ada --role operator --email ada@example.org", "banyan users save bob --role viewer --status disabled");
        return new Command("users", "See and say what people with an identity provider's token are trusted with.") { list, save };
    }

    private Task<int> ListAsync(ParseResult parsed, CancellationToken cancellationToken) => _graph.TableAsync(parsed, "UsersList", Head, Row, cancellationToken);

    private Task<int> SaveAsync(ParseResult parsed, CancellationToken cancellationToken) => _graph.RunAsync(
        parsed,
        "UsersSave",
        writer =>
        {
            writer.WriteStartObject("input");
            writer.WriteString("subject", parsed.GetValue(_subject));
            writer.WriteString("role", parsed.GetValue(_role)!.ToUpperInvariant());
            writer.WriteString("email", parsed.GetValue(_email));
            writer.WriteString("status", parsed.GetValue(_status));
            writer.WriteEndObject();
        },
        (user, _) => context.Terminal.Out.WriteLine(Printable.Line($"{Members.Text(user, "subject")} is {Members.Text(user, "role")!.ToLowerInvariant()}, {Members.Text(user, "status")}.")),
        cancellationToken);

    private static string[] Row(JsonElement user) =>
        [Members.Text(user, "subject") ?? "", Members.Text(user, "email") ?? "", Members.Text(user, "role")?.ToLowerInvariant() ?? "", Members.Text(user, "status") ?? "", Members.Text(user, "id") ?? ""];
}
