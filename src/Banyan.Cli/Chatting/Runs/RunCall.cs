using System.Net;
using Banyan.Cli.Chatting.Show;
using Banyan.Cli.Http;
using Banyan.Cli.Output;

namespace Banyan.Cli.Chatting.Runs;

/// <summary>Carries one message or reply through to its answer: reads its events, takes a lost connection up again, stops the run when asked to.</summary>
internal sealed class RunCall(IntentsApi api, RunTold told, ChatOutput output, TimeProvider time)
{
    private const int MostTries = 5;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan PatienceOfStop = TimeSpan.FromSeconds(5);
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Carries it through.</summary>
    /// <returns>Why there is no whole answer; null when there is one.</returns>
    public async Task<CliFailure?> CarryAsync(RunStart start, ChatStop stop)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop.End);
        var pressed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var press = stop.Turn.Register(pressed.SetResult);
        var reading = ReadAllAsync(start, over.Token);
        if (await Task.WhenAny(reading, pressed.Task) != reading)
        {
            await StopAsync(reading, over);
        }

        try
        {
            return await reading;
        }
        catch (OperationCanceledException) when (stop.Turn.IsCancellationRequested && !stop.End.IsCancellationRequested)
        {
            return CliFailure.Interrupted();
        }
    }

    /// <summary>Asks the service to stop the run, then waits for its last words a while.</summary>
    private async Task StopAsync(Task reading, CancellationTokenSource over)
    {
        using var patience = new CancellationTokenSource(PatienceOfStop, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, over.Token);
        try
        {
            await Task.WhenAny(reading, _begun.Task).WaitAsync(either.Token);
            if (told.RunId is { } run && !reading.IsCompleted)
            {
                await api.CancelAsync(run, either.Token);
            }

            await Task.WhenAny(reading).WaitAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            await over.CancelAsync();
        }
    }

    private async Task<CliFailure?> ReadAllAsync(RunStart start, CancellationToken cancellationToken)
    {
        for (var tries = 0; ; tries++)
        {
            var before = told.Sequence;
            var (failure, mayGoOn) = await ReadOnceAsync(start, cancellationToken);
            tries = told.Sequence == before ? tries : 0;
            if (failure is null || !mayGoOn || tries == MostTries - 1)
            {
                return failure;
            }

            output.Lost();
            await Task.Delay(FirstPause * (1 << tries), time, cancellationToken);
        }
    }

    private async Task<(CliFailure? Failure, bool MayGoOn)> ReadOnceAsync(RunStart start, CancellationToken cancellationToken)
    {
        var isResumed = told is { HasBegun: true, RunId: not null };
        var (response, failure) = isResumed ? await api.EventsAsync(told.RunId!, told.Sequence, cancellationToken) : await api.StartAsync(start, cancellationToken);
        using (response)
        {
            if (response is null)
            {
                return (failure, true);
            }

            if (!response.IsSuccessStatusCode)
            {
                return (await api.FailureAsync(response, cancellationToken), isResumed && (int)response.StatusCode is 502 or 503);
            }

            told.RunId ??= ErrorAnswer.Header(response, "x-banyan-run");
            if (response.StatusCode == HttpStatusCode.NoContent)
            {
                return (Cut(), false);
            }

            return response.Content.Headers.ContentType?.MediaType == "text/event-stream"
                ? await ReadEventsAsync(response, cancellationToken)
                : (await ReadWholeAsync(response, cancellationToken), false);
        }
    }

    private async Task<(CliFailure? Failure, bool MayGoOn)> ReadEventsAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        await foreach (var happened in RunEventReader.ReadAsync(stream, cancellationToken))
        {
            if (happened.Kind == "error")
            {
                return (Failed(happened, response), false);
            }

            if (Take(happened))
            {
                return (null, false);
            }
        }

        return (Cut(), true);
    }

    private async Task<CliFailure?> ReadWholeAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var reply = await api.ReadAsync(response, cancellationToken);
        if (reply.Failure is null)
        {
            Take(new RunEvent("run.finished", null, reply.Body));
        }

        return reply.Failure;
    }

    /// <summary>Takes an event in and shows it.</summary>
    /// <returns>Whether it was the last.</returns>
    private bool Take(RunEvent happened)
    {
        if (told.Take(happened) && happened.Kind != "ping")
        {
            output.Show(happened, told);
        }

        if (told.RunId is not null)
        {
            _begun.TrySetResult();
        }

        return told.Answer is not null;
    }

    private static CliFailure Cut() =>
        new(ExitCode.Failed, "answer_cut", "The connection broke before the answer's end.", "The service carries the message through all the same: look with banyan chat -c and /history.");

    private static CliFailure Failed(RunEvent happened, HttpResponseMessage response)
    {
        var error = ErrorObject.ReadProblem(happened.Data) ?? ErrorObject.Read(happened.Data) ?? new ErrorObject("unexpected_answer", "The service ended the answer without a reason.");
        return new CliFailure(ErrorAnswer.ExitOf(error.Code), error.Code, error.Message, ErrorAnswer.Hint(error.Code), ErrorAnswer.Header(response, "x-request-id"));
    }
}
