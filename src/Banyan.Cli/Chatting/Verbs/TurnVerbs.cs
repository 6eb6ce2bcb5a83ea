using System.Globalization;
using System.Text.Json;
using Banyan.Cli.Chatting.Models;
using Banyan.Cli.Chatting.Runs;
using Banyan.Cli.Output;

namespace Banyan.Cli.Chatting.Verbs;

/// <summary>What can be done with what was said to a model: it is kept here, so all of it can be changed.</summary>
internal sealed class TurnVerbs(ChatRoom room, ModelSeat seat, Func<IReadOnlyList<ModelTurn>, string, ChatStop, Task<CliFailure?>> sayAsync)
{
    private static readonly CliFailure Nothing = CliFailure.Usage("Nothing was said yet.", "Say something first.");

    /// <summary>All of them.</summary>
    public IEnumerable<ChatVerb> All =>
    [
        ChatVerb.AtOnce("/history", "", "what was said so far", History),
        new("/retry", "", "ask the last message again; its old answer is forgotten", (_, stop) => seat.Last is { } last ? sayAsync(last.Before, last.Text, stop) : Task.FromResult<CliFailure?>(Nothing)),
        new("/edit", "[TEXT]", "change the last message and ask again", EditAsync),
        ChatVerb.AtOnce("/undo", "", "forget the last message and its answer", Undo),
        ChatVerb.AtOnce("/fork", "[NAME]", "go on in a copy; /load NAME comes back to this one", Fork),
        new("/save", "FILE", "write the conversation to a file", SaveAsync),
        new("/load", "NAME|FILE", "go on with one that was forked or saved", LoadAsync) { Choices = _ => Task.FromResult<IReadOnlyList<string>>([.. seat.Others]) },
        ChatVerb.AtOnce("/clear", "", "forget what was said and begin anew", Clear),
        seat.Spent.Verb(room.Page),
    ];

    private CliFailure? History(string said)
    {
        if (!room.Page.Object("/history", WriteMessages))
        {
            room.Page.Text(seat.Talk.Said.SelectMany(turn => new[] { "> " + turn.User, turn.Assistant }));
        }

        return null;
    }

    private async Task<CliFailure?> EditAsync(string said, ChatStop stop)
    {
        if (seat.Last is not { } last)
        {
            return Nothing;
        }

        var (text, failure) = await room.EditAsync(said, last.Text, stop);
        return text is null ? failure : await sayAsync(last.Before, text, stop);
    }

    private CliFailure? Undo(string said)
    {
        if (seat.Last is not { } last)
        {
            return Nothing;
        }

        seat.Become(seat.Talk with { Said = last.Before });
        room.Page.Say("/undo", $"Forgotten: {last.Text}", WriteCount);
        return null;
    }

    private CliFailure? Fork(string said)
    {
        var (from, name) = (seat.Name, said.Length > 0 ? said : seat.FreeName());
        if (!seat.Fork(name))
        {
            return CliFailure.Usage($"There is a conversation called {name} already.", $"Name another one, or go on with it: /load {name}.");
        }

        room.Page.Say("/fork", $"You go on in {name}; {from} stays as it is (/load {from}).", writer => WriteName(writer, from));
        return null;
    }

    private async Task<CliFailure?> SaveAsync(string said, ChatStop stop)
    {
        if (said.Length == 0)
        {
            return CliFailure.Usage("Where to?", "Name a file: /save FILE.");
        }

        var failure = await new VerbFile(room).WriteAsync(said, TalkFile.Write(seat.Talk), stop.Turn);
        if (failure is null)
        {
            room.Page.Say("/save", $"Written to {said}.", writer => writer.WriteString("file", said));
        }

        return failure;
    }

    private async Task<CliFailure?> LoadAsync(string said, ChatStop stop)
    {
        if (said.Length == 0)
        {
            return CliFailure.Usage("Which one?", seat.Others.Any() ? $"Forked here: {string.Join(", ", seat.Others)}. Or name a file: /load FILE." : "Name a file: /load FILE.");
        }

        if (!seat.Switch(said))
        {
            var (bytes, failure) = await new VerbFile(room).ReadAsync(said, stop.Turn);
            if (bytes is null)
            {
                return failure;
            }

            if (TalkFile.Read(bytes) is not { } talk)
            {
                return CliFailure.Usage($"{said} is no saved conversation with a model.", "/save FILE writes one.");
            }

            seat.Become(talk);
        }

        room.Page.Say("/load", string.Create(CultureInfo.InvariantCulture, $"You go on with {seat.Talk.Model} after {seat.Talk.Said.Count} answers (/history)."), WriteCount);
        return null;
    }

    private CliFailure? Clear(string said)
    {
        seat.Become(seat.Talk with { Said = [] });
        room.Page.Say("/clear", "Forgotten; the next message is the first.", WriteCount);
        return null;
    }

    private void WriteCount(Utf8JsonWriter writer) => writer.WriteNumber("messages", seat.Talk.Said.Count * 2);

    private void WriteName(Utf8JsonWriter writer, string from)
    {
        writer.WriteString("name", seat.Name);
        writer.WriteString("from", from);
    }

    private void WriteMessages(Utf8JsonWriter writer)
    {
        using var file = JsonDocument.Parse(TalkFile.Write(seat.Talk));
        foreach (var member in file.RootElement.EnumerateObject())
        {
            member.WriteTo(writer);
        }
    }
}
