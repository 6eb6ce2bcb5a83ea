using System.CommandLine;
using System.Text;
using System.Text.Json;
using Banyan.Cli.Chatting.Runs;
using Banyan.Cli.Http;
using Banyan.Cli.Output;
using Banyan.Cli.Parsing;
using Banyan.Cli.Settings;

namespace Banyan.Cli.Commands;

/// <summary><c>banyan conversations export | erase</c>: everything one person said to the services and was told.</summary>
internal sealed class ConversationsCommand(SharedOptions shared, CliContext context)
{
    private readonly Option<string?> _user = new("--user") { Description = "Whose, by e-mail (BANYAN_USER): for a demo, and for keys that may name users; else whoever the key stands for", HelpName = "E-MAIL" };
    private readonly Option<string?> _out = new("--out") { Description = "Write it to this file, which only you may read", HelpName = "FILE" };

    public static Command Create(SharedOptions shared, CliContext context)
    {
        var self = new ConversationsCommand(shared, context);
        var export = new Command("export", "Write all conversations of a person with their messages as one JSON object.") { self._user, self._out };
        export.SetAction((parsed, cancellationToken) => self.RunAsync(parsed, self.ExportAsync, cancellationToken));
        HelpPage.AddExamples(export, "banyan conversations export --user ada@shop.example --out ada.json");
        var erase = new Command("erase", "Erase all conversations of a person. What was done stays in the journals, under nobody's name.") { self._user };
        erase.SetAction(self.EraseAsync);
        HelpPage.AddExamples(erase, "banyan conversations erase --user ada@shop.example --yes");
        return new Command("conversations", "Take along or erase what a person said to the services behind Banyan.") { export, erase };
    }

    private async Task<int> EraseAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (!Consent.Given(parsed, shared, context, $"Erase every conversation of {UserOf(parsed) ?? "whoever the key stands for"}?"))
        {
            return shared.TalkOf(parsed, context, parsed.GetValue(shared.Json)).Fail(CliFailure.Usage("Nothing was erased.", "Say yes, or give --yes where nobody can be asked."));
        }

        return await RunAsync(
            parsed,
            async (api, talk, token) =>
            {
                var reply = await api.EraseAllAsync(token);
                if (reply.Failure is null)
                {
                    talk.Remark("Everything was erased.");
                }

                return reply.Failure;
            },
            cancellationToken);
    }

    private async Task<CliFailure?> ExportAsync(ParseResult parsed, IntentsApi api, Talk talk, CancellationToken cancellationToken)
    {
        var (found, failure) = await ReadAllAsync(api, cancellationToken);
        if (failure is not null)
        {
            return failure;
        }

        var written = JsonFile.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("user", api.User);
            writer.WriteStartArray("conversations");
            found.ForEach(one => one.WriteTo(writer));
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
        if (parsed.GetValue(_out) is not { } path)
        {
            context.Terminal.Out.Write(Encoding.UTF8.GetString(written));
            return null;
        }

        try
        {
            await using var file = OwnFile.Open(path, FileMode.Create);
            await file.WriteAsync(written, cancellationToken);
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            return CliFailure.Usage($"{path} can't be written: {broken.Message}", "Name another file: --out FILE.");
        }

        talk.Remark($"{found.Count} conversations were written to {path}.");
        return null;
    }

    private static async Task<(List<JsonElement> Found, CliFailure? Failure)> ReadAllAsync(IntentsApi api, CancellationToken cancellationToken)
    {
        var found = new List<JsonElement>();
        string? after = null;
        do
        {
            var page = await api.ConversationsAsync(cancellationToken, after);
            if (page.Failure is not null)
            {
                return (found, page.Failure);
            }

            foreach (var id in Members.Items(page.Body, "conversations").Select(one => Members.Text(one, "id")).OfType<string>())
            {
                var one = await api.ConversationAsync(id, cancellationToken);
                if (one.Failure is not null)
                {
                    return (found, one.Failure);
                }

                found.Add(one.Body);
            }

            after = Members.Text(page.Body, "next");
        }
        while (after is not null);
        return (found, null);
    }

    private Task<int> RunAsync(ParseResult parsed, Func<ParseResult, IntentsApi, Talk, CancellationToken, Task<CliFailure?>> work, CancellationToken cancellationToken) =>
        RunAsync(parsed, (api, talk, token) => work(parsed, api, talk, token), cancellationToken);

    private async Task<int> RunAsync(ParseResult parsed, Func<IntentsApi, Talk, CancellationToken, Task<CliFailure?>> work, CancellationToken cancellationToken)
    {
        var talk = shared.TalkOf(parsed, context, parsed.GetValue(shared.Json));
        var (connection, problem) = ConnectionReader.Read(parsed, shared, context);
        if (connection is null)
        {
            return talk.Fail(problem!);
        }

        var api = new IntentsApi(new BanyanApi(context.Http, connection), UserOf(parsed));
        var failure = await TimeBound.RunAsync(connection.Timeout, context.Time, token => work(api, talk, token), cancellationToken);
        return failure is null ? (int)ExitCode.Ok : talk.Fail(failure);
    }

    private string? UserOf(ParseResult parsed) => parsed.GetValue(_user) ?? context.Variable("BANYAN_USER");
}
