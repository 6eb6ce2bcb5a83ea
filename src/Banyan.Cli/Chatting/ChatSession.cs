using Banyan.Cli.Chatting.Runs;
using Banyan.Cli.Chatting.Verbs;
using Banyan.Cli.Output;
using Banyan.Cli.Parsing;

namespace Banyan.Cli.Chatting;

/// <summary>Messages and commands, one after the other, until somebody leaves.</summary>
internal sealed class ChatSession(ChatRoom room, IChat chat)
{
    private const string Keys = "A \\ at the end of a line goes on in the next one, and so does an open ``` fence. Ctrl-C stops an answer, twice leaves; Ctrl-D leaves.";
    private const string Leaving = "Press Ctrl-C again to leave, or go on typing.";
    private readonly Terminal _terminal = room.Context.Terminal;
    private IReadOnlyList<ChatVerb> _verbs = [];
    private bool _isLeft;
    private int _exit;

    /// <summary>Runs it.</summary>
    /// <returns>Zero, or where nobody types the exit status of the last failure.</returns>
    public async Task<int> RunAsync()
    {
        _verbs =
        [
            ChatVerb.AtOnce("/help", "", "list these commands", _ => Help()),
            .. chat.Verbs,
            ChatVerb.AtOnce("/exit", "", "leave; Ctrl-D does the same", _ => Leave()),
        ];
        room.Input.CompleteBy(new ChatCompletion(_verbs, () => chat.Words, room.Context.Time).FindAsync);
        using var stops = new ChatStops(room.Context.Interrupts, Warn);
        if (room.Input.IsTyped)
        {
            foreach (var line in chat.Greeting)
            {
                room.Talk.Remark(line);
            }
        }

        try
        {
            while (!_isLeft && await room.Input.ReadMessageAsync(stops.End) is { } line)
            {
                await TakeAsync(line.Trim(), stops);
            }
        }
        catch (OperationCanceledException) when (stops.End.IsCancellationRequested)
        {
            _exit = (int)ExitCode.Interrupted;
        }

        if (room.Input.IsTyped && !_isLeft)
        {
            await _terminal.Error.WriteLineAsync();
        }

        return _exit;
    }

    private async Task TakeAsync(string line, ChatStops stops)
    {
        if (line.Length == 0)
        {
            return;
        }

        var stop = stops.BeginTurn();
        try
        {
            var failure = line.StartsWith('/') ? await RunAsync(line, stop) : await chat.SayAsync(line, stop);
            if (failure is not null)
            {
                var exit = room.Talk.Fail(failure);
                _exit = room.Input.IsTyped ? _exit : exit;
            }
        }
        catch (OperationCanceledException) when (stop.Turn.IsCancellationRequested && !stop.End.IsCancellationRequested)
        {
            room.Talk.Remark("Stopped.");
        }
        finally
        {
            stops.EndTurn();
        }
    }

    private async Task<CliFailure?> RunAsync(string line, ChatStop stop)
    {
        var words = line.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (_verbs.FirstOrDefault(verb => verb.Name.Equals(words[0], StringComparison.OrdinalIgnoreCase)) is { } found)
        {
            return await found.RunAsync(words.Length > 1 ? words[1] : "", stop);
        }

        var near = Nearest.Of(words[0], _verbs.Select(verb => verb.Name));
        return CliFailure.Usage($"'{words[0]}' is not a command of this chat.", near is null ? "/help lists the commands." : $"Did you mean {near}? /help lists the commands.");
    }

    private void Warn()
    {
        if (room.Input.IsTyped)
        {
            // An editor has ended its line already, and begins another one.
            _terminal.Error.Write(room.Input.IsEdited ? $"{Leaving}\n" : $"\n{Leaving}\n> ");
        }
    }

    private CliFailure? Help()
    {
        var here = _verbs.Where(verb => verb.IsHere).ToList();
        room.Page.Show(
            "/help",
            [.. here.Select(verb => $"{$"{verb.Name} {verb.Argument}".TrimEnd(),-24}{verb.Does}"), Keys],
            writer =>
            {
                writer.WriteStartArray("commands");
                foreach (var verb in here)
                {
                    writer.WriteStartObject();
                    writer.WriteString("name", verb.Name);
                    writer.WriteString("argument", verb.Argument);
                    writer.WriteString("does", verb.Does);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
            });
        return null;
    }

    private CliFailure? Leave()
    {
        _isLeft = true;
        return null;
    }
}
