using System.Globalization;
using System.Text.Json;
using Banyan.Cli.Chatting.Runs;
using Banyan.Cli.Chatting.Show;
using Banyan.Cli.Http;
using Banyan.Cli.Output;

namespace Banyan.Cli.Chatting.Verbs;

/// <summary>Commands of a chat with the orchestrator.</summary>
internal sealed class IntentVerbs(ChatRoom room, IntentSeat seat, Func<RunTold?> last)
{
    private static readonly Paint Plain = new(false);
    private readonly TextWriter _out = room.Context.Terminal.Out;

    /// <summary>All of them.</summary>
    public IReadOnlyList<ChatVerb> All =>
    [
        new("/intents", "", "what you can ask for", (_, _) => Intents()),
        new("/steps", "", "plan, conditions, evidence, backends, model calls and cost of the last answer", (_, _) => Steps()),
        new("/history", "[ID]", "your conversations, or what was said in one", HistoryAsync),
        new("/user", "[E-MAIL]", "who you are, or become somebody else", UserAsync),
        new("/clear", "", "begin a new conversation", (_, _) => Clear()),
    ];

    private Task<CliFailure?> Intents()
    {
        TextTable.Write(_out, Plain, ["INTENT", "EFFECT", "WHAT IT DOES"], [.. seat.Known.Rows.Select(row => new[] { row.Key, row.Effect, row.Title })]);
        room.Talk.Remark($"catalogue {seat.Known.Version}");
        return Done();
    }

    private Task<CliFailure?> Steps()
    {
        if (last() is not { } told)
        {
            return Failed("Nothing was asked yet.", "Ask something first.");
        }

        foreach (var line in StepsPage.Of(told))
        {
            _out.WriteLine(Printable.Line(line));
        }

        return Done();
    }

    private async Task<CliFailure?> HistoryAsync(string id, CancellationToken cancellationToken)
    {
        var reply = id.Length == 0 ? await seat.Api.ConversationsAsync(cancellationToken) : await seat.Api.ConversationAsync(id, cancellationToken);
        if (reply.Failure is null)
        {
            (id.Length == 0 ? (Action<JsonElement>)List : Show)(reply.Body);
        }

        return reply.Failure;
    }

    private void List(JsonElement body)
    {
        var rows = Members.Items(body, "conversations").Select(one => new[]
        {
            (Members.Text(one, "id") ?? "") + (Members.Text(one, "id") == seat.Conversation ? " *" : ""),
            Members.Text(one, "updatedAt") ?? "",
            Members.Count(one, "messageCount")?.ToString(CultureInfo.InvariantCulture) ?? "",
            Members.Text(one, "title") ?? "",
        }).ToList();
        TextTable.Write(_out, Plain, ["CONVERSATION", "LAST SAID", "MESSAGES", "BEGINS"], rows);
        room.Talk.Remark("/history ID shows one; banyan chat -r ID goes on with it." + (Members.Text(body, "next") is null ? "" : " There are older ones."));
    }

    private void Show(JsonElement body)
    {
        foreach (var message in Members.Items(body, "messages"))
        {
            var printable = new Printable();
            var text = printable.Take(Members.Text(message, "text") ?? "") + printable.End();
            _out.WriteLine(Members.Text(message, "role") == "user" ? $"> {text}" : text);
        }
    }

    private async Task<CliFailure?> UserAsync(string user, CancellationToken cancellationToken)
    {
        if (user.Length > 0 && await seat.ChangeAsync(user, cancellationToken) is { } failure)
        {
            return failure;
        }

        _out.WriteLine(seat.Api.User is { } name ? Printable.Line(name) : "whoever the key stands for");
        return null;
    }

    private Task<CliFailure?> Clear()
    {
        seat.Rise();
        room.Talk.Remark("The next message begins a new conversation; the old one is kept (/history).");
        return Done();
    }

    private static Task<CliFailure?> Done() => Task.FromResult<CliFailure?>(null);

    private static Task<CliFailure?> Failed(string message, string hint) => Task.FromResult<CliFailure?>(CliFailure.Usage(message, hint));
}
