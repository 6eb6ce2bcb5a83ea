using Banyan.Cli.Output;

namespace Banyan.Cli.Chatting;

/// <summary>One message, its answer, and out.</summary>
internal sealed class ChatOnce(ChatRoom room, IChat chat)
{
    /// <summary>Says it.</summary>
    /// <returns>The exit status: zero only when what was asked was done.</returns>
    public async Task<int> RunAsync(string text)
    {
        using var stops = new ChatStops(room.Context.Interrupts, static () => { });
        var stop = stops.BeginTurn();
        try
        {
            var failure = await chat.SayAsync(text, stop) ?? (stop.Turn.IsCancellationRequested ? CliFailure.Interrupted() : chat.Outcome);
            return failure is null ? (int)ExitCode.Ok : room.Talk.Fail(failure);
        }
        catch (OperationCanceledException) when (stop.Turn.IsCancellationRequested || stop.End.IsCancellationRequested)
        {
            return room.Talk.Fail(CliFailure.Interrupted());
        }
    }
}
