using System.Globalization;
using System.Text.Json;
using Banyan.Cli.Chatting.Runs;
using Banyan.Cli.Chatting.Show;
using Banyan.Cli.Http;
using Banyan.Cli.Output;

namespace Banyan.Cli.Chatting.Verbs;

/// <summary>Commands that tell what the orchestrator knows: what can be asked for, how an answer came about, what was said, who asks.</summary>
internal sealed class IntentVerbs(ChatRoom room, IntentSeat seat, Func<RunTold?> last)
{
    /// <summary>All of them.</summary>
    public IEnumerable<ChatVerb> All =>
    [
        ChatVerb.AtOnce("/intents", "", "what you can ask for", Intents),
        ChatVerb.AtOnce("/steps", "", "plan, conditions, evidence, backends, model calls and cost of the last answer", Steps),
        new("/history", "[ID]", "your conversations, or what was said in one", HistoryAsync) { Choices = ConversationsAsync },
        new("/user", "[E-MAIL]", "who you are, or become somebody else", UserAsync),
        ChatVerb.AtOnce("/clear", "", "begin a new conversation", Clear),
        new("/load", "ID", "go on with another conversation of yours", LoadAsync) { Choices = ConversationsAsync },
        new("/save", "FILE", "write what was said in this conversation to a file", SaveAsync),
    ];

    private CliFailure? Intents(string said)
    {
        var known = seat.Known;
        room.Page.Show("/intents", ["INTENT", "EFFECT", "WHAT IT DOES"], [.. known.Rows.Select(row => new[] { row.Key, row.Effect, row.Title })], known.Write);
        room.Talk.Remark($"catalogue {known.Version}");
        return null;
    }

    private CliFailure? Steps(string said)
    {
        if (last() is not { } told)
        {
            return CliFailure.Usage("Nothing was asked yet.", "Ask something first.");
        }

        room.Page.Show("/steps", StepsPage.Of(told), writer =>
        {
            writer.WriteString("runId", told.RunId);
            if ((told.Answer ?? told.Plan) is { } facts)
            {
                writer.WritePropertyName("run");
                facts.WriteTo(writer);
            }
        });
        return null;
    }

    private async Task<CliFailure?> HistoryAsync(string id, ChatStop stop)
    {
        var reply = id.Length == 0 ? await seat.Api.ConversationsAsync(stop.Turn) : await seat.Api.ConversationAsync(id, stop.Turn);
        if (reply.Failure is null && !room.Page.Object("/history", writer => WriteMembers(writer, reply.Body)))
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
        room.Page.Show("/history", ["CONVERSATION", "LAST SAID", "MESSAGES", "BEGINS"], rows);
        room.Talk.Remark("/history ID shows one; /load ID goes on with it." + (Members.Text(body, "next") is null ? "" : " There are older ones."));
    }

    private void Show(JsonElement body) => room.Page.Text(Members.Items(body, "messages").Select(message =>
        (Members.Text(message, "role") == "user" ? "> " : "") + Members.Text(message, "text")));

    private async Task<CliFailure?> UserAsync(string user, ChatStop stop)
    {
        if (user.Length > 0 && await seat.ChangeAsync(user, stop.Turn) is { } failure)
        {
            return failure;
        }

        room.Page.Show("/user", [seat.Api.User ?? "whoever the key stands for"], writer => writer.WriteString("user", seat.Api.User));
        return null;
    }

    private CliFailure? Clear(string said)
    {
        seat.Rise();
        room.Page.Say("/clear", "The next message begins a new conversation; the old one is kept (/history).");
        return null;
    }

    private async Task<CliFailure?> LoadAsync(string id, ChatStop stop)
    {
        if (id.Length == 0)
        {
            return CliFailure.Usage("Which one?", "/history lists your conversations; /load ID goes on with one.");
        }

        var failure = await seat.ResumeAsync(id, stop.Turn);
        if (failure is null)
        {
            room.Page.Say("/load", $"You go on with conversation {id}; /history {id} shows it.", writer => writer.WriteString("conversationId", id));
        }

        return failure;
    }

    private async Task<CliFailure?> SaveAsync(string file, ChatStop stop)
    {
        if (seat.Conversation is not { } id || file.Length == 0)
        {
            return CliFailure.Usage(file.Length == 0 ? "Where to?" : "Nothing was said yet.", file.Length == 0 ? "Name a file: /save FILE." : "Ask something first.");
        }

        var reply = await seat.Api.ConversationAsync(id, stop.Turn);
        var failure = reply.Failure ?? await new VerbFile(room).WriteAsync(file, JsonFile.Write(reply.Body.WriteTo), stop.Turn);
        if (failure is null)
        {
            room.Page.Say("/save", $"Written to {file}.", writer => writer.WriteString("file", file));
        }

        return failure;
    }

    private async Task<IReadOnlyList<string>> ConversationsAsync(CancellationToken cancellationToken) =>
        [.. Members.Items((await seat.Api.ConversationsAsync(cancellationToken)).Body, "conversations").Select(one => Members.Text(one, "id")).OfType<string>()];

    private static void WriteMembers(Utf8JsonWriter writer, JsonElement body)
    {
        foreach (var member in body.EnumerateObject())
        {
            member.WriteTo(writer);
        }
    }
}
