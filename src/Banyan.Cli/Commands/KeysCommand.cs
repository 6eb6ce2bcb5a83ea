using System.CommandLine;
using System.Text.Json;
using Banyan.Cli.Graph;
using Banyan.Cli.Http;
using Banyan.Cli.Output;
using Banyan.Cli.Parsing;

namespace Banyan.Cli.Commands;

/// <summary><c>banyan keys list | create | revoke</c>.</summary>
internal sealed class KeysCommand(SharedOptions shared, CliContext context)
{
    private static readonly string[] Head = ["ID", "SERVICE", "NAME", "ROLE", "STATUS", "EXPIRES", "LAST USED"];

    private readonly GraphRun _graph = new(shared, context);
    private readonly Option<string?> _service = new("--service") { Description = "The application that uses it", HelpName = "NAME" };
    private readonly Option<string?> _name = new("--name") { Description = "What people call the key; the service's name when left out", HelpName = "TEXT" };
    private readonly Option<string[]> _scopes = new("--scopes") { Description = "What it may do, as chat embed models:read", HelpName = "WORD", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string[]> _models = new("--models") { Description = "Models and aliases it may use, * at the end as wildcard", HelpName = "NAME", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string> _role = new("--role") { Description = "What it is trusted with at most: admin, operator, auditor, developer, viewer or service", HelpName = "ROLE", DefaultValueFactory = _ => "service" };
    private readonly Argument<string> _id = new("id") { Description = "The key's id, as banyan keys list shows it" };

    public static Command Create(SharedOptions shared, CliContext context)
    {
        var self = new KeysCommand(shared, context);
        var list = new Command("list", "List keys, newest first, revoked and expired ones too.") { self._service };
        list.SetAction(self.ListAsync);
        HelpPage.AddExamples(list, "banyan keys list", "banyan keys list --service billing --json | jq -r '.[].id'");
        var create = new Command("create", "Make a key, never wider than the one that asks. It is printed this once.") { self._service, self._name, self._scopes, self._models, self._role };
        create.SetAction(self.CreateAsync);
        HelpPage.AddExamples(create, "banyan keys create --service billing", "banyan keys create --service search --scopes chat models:read --models fast", "banyan keys create --service ops --role operator");
        self._role.AcceptOnlyFromAmong("admin", "operator", "auditor", "developer", "viewer", "service");
        var revoke = new Command("revoke", "Take a key back: refused on every node within two seconds, its running streams cut.") { self._id };
        revoke.SetAction(self.RevokeAsync);
        HelpPage.AddExamples(revoke, "banyan keys revoke Ab12Cd34 --yes");
        return new Command("keys", "Make, list and take back the keys applications call with.") { list, create, revoke };
    }

    private Task<int> ListAsync(ParseResult parsed, CancellationToken cancellationToken) => _graph.RunAsync(
        parsed,
        "KeysList",
        writer => writer.WriteString("service", parsed.GetValue(_service)),
        (keys, paint) => TextTable.Write(context.Terminal.Out, paint, Head, [.. keys.EnumerateArray().Select(Row)]),
        cancellationToken);

    private async Task<int> CreateAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_service) is not { } service)
        {
            return shared.TalkOf(parsed, context, parsed.GetValue(shared.Json)).Fail(CliFailure.Usage("keys create wants --service NAME.", "It is the application that will use the key; it is made when there is none of that name."));
        }

        return await _graph.RunAsync(parsed, "KeysCreate", writer => Input(writer, parsed, service), (made, _) => ShowMade(made), cancellationToken);
    }

    private async Task<int> RevokeAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var id = parsed.GetValue(_id)!;
        if (!Consent.Given(parsed, shared, context, $"Revoke the key {id}? Whoever uses it is refused within two seconds."))
        {
            return shared.TalkOf(parsed, context, parsed.GetValue(shared.Json)).Fail(CliFailure.Usage($"The key {id} was not revoked.", "Say yes, or give --yes where nobody can be asked."));
        }

        return await _graph.RunAsync(
            parsed, "KeysRevoke", writer => writer.WriteString("id", id), (key, _) => context.Terminal.Out.WriteLine($"Key {Members.Text(key, "id")} of {Members.Text(key, "service")} is revoked."), cancellationToken);
    }

    private void Input(Utf8JsonWriter writer, ParseResult parsed, string service)
    {
        writer.WriteStartObject("input");
        writer.WriteString("serviceId", service);
        writer.WriteString("name", parsed.GetValue(_name) ?? service);
        writer.WriteString("role", parsed.GetValue(_role)!.ToUpperInvariant());
        if (parsed.GetValue(_scopes) is { Length: > 0 } || parsed.GetValue(_models) is { Length: > 0 })
        {
            writer.WriteStartObject("scopes");
            Words(writer, "operations", parsed.GetValue(_scopes));
            Words(writer, "models", parsed.GetValue(_models));
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private void ShowMade(JsonElement made)
    {
        var key = Members.Object(made, "key") ?? default;
        context.Terminal.Error.WriteLine($"Key {Members.Text(key, "id")} for {Members.Text(key, "service")}, in force until {Members.Text(key, "expiresAt")}. It is shown this once:");
        context.Terminal.Out.WriteLine(Members.Text(made, "secret"));
    }

    private static void Words(Utf8JsonWriter writer, string name, string[]? words)
    {
        if (words is { Length: > 0 })
        {
            writer.WriteStartArray(name);
            foreach (var word in words.SelectMany(word => word.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)))
            {
                writer.WriteStringValue(word);
            }

            writer.WriteEndArray();
        }
    }

    private static string[] Row(JsonElement key) =>
    [
        Members.Text(key, "id") ?? "",
        Members.Text(key, "service") ?? "",
        Members.Text(key, "name") ?? "",
        (Members.Text(key, "role") ?? "").ToLowerInvariant(),
        Members.Text(key, "status") ?? "",
        Members.Text(key, "expiresAt") ?? "never",
        Members.Text(key, "lastUsedAt") ?? "-",
    ];
}
