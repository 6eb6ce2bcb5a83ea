using System.Globalization;
using Banyan.Intents;

namespace Banyan.Host.Doors.Intents;

/// <summary>A person's runs: their state, their events from any place on, and their end before the next step.</summary>
internal sealed class RunDoor(IntentFlow flow, IntentViews views, DoorEntry entry, TimeProvider time)
{
    /// <summary>Reads the state.</summary>
    public async Task ReadAsync(IntentCall call)
    {
        var found = await views.RunAsync(call.Subject, call.Word("id"), call.Token);
        await (found is { } run ? JsonAnswer.SendAsync(call, run) : call.Problems.RefuseAsync(IntentFailures.Missing("run")));
    }

    /// <summary>Goes on with the events after the last one the reader has.</summary>
    public async Task WatchAsync(IntentCall call)
    {
        var run = call.Word("id");
        if (!await flow.OwnsAsync(call.Subject, run, call.Token))
        {
            await call.Problems.RefuseAsync(IntentFailures.Missing("run"));
            return;
        }

        string? last = call.Http.Request.Headers["Last-Event-ID"];
        if (!long.TryParse(string.IsNullOrEmpty(last) ? "0" : last, NumberStyles.None, CultureInfo.InvariantCulture, out var after))
        {
            await call.Problems.RefuseAsync(IntentFailures.Invalid("Last-Event-ID must be the id of an event of this run.", "Last-Event-ID"));
            return;
        }

        if (!await views.HasMoreAsync(call.Subject, run, after, call.Token))
        {
            // The word of the event stream for: you have everything, do not come back.
            call.Http.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        await new RunStream(call, entry, time).WriteAsync(flow.WatchAsync(call.Subject, run, after, call.Token));
    }

    /// <summary>Stops it before its next step.</summary>
    public async Task CancelAsync(IntentCall call)
    {
        var run = call.Word("id");
        if (!await flow.OwnsAsync(call.Subject, run, call.Token))
        {
            await call.Problems.RefuseAsync(IntentFailures.Missing("run"));
            return;
        }

        if (!await flow.CancelAsync(call.Subject, run, call.Token))
        {
            await call.Problems.RefuseAsync(IntentFailures.Over);
            return;
        }

        await JsonAnswer.SendAsync(call, (await views.RunAsync(call.Subject, run, call.Token))!.Value, StatusCodes.Status202Accepted);
    }
}
