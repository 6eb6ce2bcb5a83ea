using Banyan.Cli.Chatting.Runs;
using Banyan.Cli.Chatting.Verbs;
using Banyan.Cli.Http;
using Banyan.Cli.Output;

namespace Banyan.Cli.Chatting;

/// <summary>A conversation with the intent orchestrator.</summary>
internal sealed class IntentChat(ChatRoom room, IntentSeat seat) : IChat
{
    private readonly TimeProvider _time = room.Context.Time;
    private readonly TimeSpan _timeout = room.Api.Connection.Timeout;
    private RunTold? _last;

    /// <inheritdoc />
    public IEnumerable<string> Greeting => Greetings.Of(seat);

    /// <inheritdoc />
    public IReadOnlyList<ChatVerb> Verbs => new IntentVerbs(room, seat, () => _last).All;

    /// <inheritdoc />
    public CliFailure? Outcome => _last is null ? null : Outcomes.Of(_last, seat.Conversation);

    /// <inheritdoc />
    public async Task<CliFailure?> SayAsync(string text, ChatStop stop)
    {
        var failure = await TimeBound.RunAsync(_timeout, _time, seat.SitDownAsync, stop.Turn);
        if (failure is not null)
        {
            return failure;
        }

        var told = _last = new RunTold();
        failure = await LegAsync(told, RunStart.Message(seat.Conversation!, Guid.CreateVersion7(_time.GetUtcNow()), text), stop);
        while (failure is null && told.Confirmation is { } asked && !stop.Turn.IsCancellationRequested && await AskAsync(asked, stop) is { } approves)
        {
            told.GoOn();
            failure = await LegAsync(told, RunStart.Decision(asked.Code, approves), stop);
        }

        room.Output.Close(told);
        if (stop.Turn.IsCancellationRequested)
        {
            foreach (var line in StopWords.Of(told, seat.Known))
            {
                room.Talk.Say(line);
            }
        }

        return failure?.Exit == ExitCode.Interrupted && stop.Turn.IsCancellationRequested ? null : failure;
    }

    private async Task<CliFailure?> LegAsync(RunTold told, RunStart start, ChatStop stop)
    {
        var began = _time.GetTimestamp();
        var failure = await TimeBound.RunAsync(
            _timeout,
            _time,
            token => new RunCall(seat.Api, told, room.Output, _time).CarryAsync(start, stop with { End = token }),
            stop.End);
        room.Output.End(told, _time.GetElapsedTime(began));
        return failure?.Exit == ExitCode.Timeout && failure.Code == "timeout"
            ? failure with { Hint = "The service carries the message through all the same: look with banyan chat -c and /history, or raise --timeout." }
            : failure;
    }

    /// <summary>Gets the yes or no to an effect; null when nobody gave one.</summary>
    private async Task<bool?> AskAsync(ConfirmationTold asked, ChatStop stop)
    {
        if (room.Manners.IsYes)
        {
            room.Talk.Remark($"{asked.Text} yes (--yes)");
            return true;
        }

        var said = room.Manners.MayAsk ? await ReadAsync(asked, stop) : null;
        if (said is null)
        {
            room.Output.Open(asked);
            return null;
        }

        switch (said.Trim().ToUpperInvariant())
        {
            case "Y" or "YES":
                return true;
            case "" or "N" or "NO":
                return false;
            default:
                // Neither: it is the next thing they want to say, and the question stays open.
                room.Input.PutBack(said);
                return null;
        }
    }

    private async Task<string?> ReadAsync(ConfirmationTold asked, ChatStop stop)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop.Turn, stop.End);
        try
        {
            return await room.Input.ReadAsync($"{Printable.Line(asked.Text)} [y/N] ", either.Token);
        }
        catch (OperationCanceledException) when (!stop.End.IsCancellationRequested)
        {
            await room.Context.Terminal.Error.WriteLineAsync();
            return null;
        }
    }
}
