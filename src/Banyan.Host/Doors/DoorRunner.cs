using Banyan.Gateway.Spine;
using Banyan.Host.Composing;
using Banyan.Host.Doors.Intents.Model;
using Banyan.Host.Doors.Keyed;
using Banyan.Wire;
using Banyan.Wire.Json;

namespace Banyan.Host.Doors;

/// <summary>What every door does: read the body, turn the key into a caller, ask the gateway or the orchestrator, pump the answer.</summary>
/// <remarks>
/// 1 room for one more ask, which is looked for before anything is made of it, and key: before a byte of the body is read; 2 body: bounded, looked up under its idempotency key, and a prompt it names put in; 3 exchange: snapshot and deadline pinned (Walk A1);
/// 4 ask; 5 head and pump (Walk A7), keep-alives while nothing comes; 6 an error in the caller's language wherever it failed.
/// </remarks>
internal sealed class DoorRunner(DoorAnswers answers, DoorEntry entry, KeyedAnswers keyed, TimeProvider time, ILogger<DoorRunner> log)
{
    public Task RunAsync(HttpContext http, DoorAsk door)
    {
        if (!entry.Room.Refuses())
        {
            return EnterAsync(http, door);
        }

        ShedAnswer.Of(door.Dialect).Write(http.Response, ExchangeId.New(time));
        return Task.CompletedTask;
    }

    private async Task EnterAsync(HttpContext http, DoorAsk door)
    {
        var started = time.GetTimestamp();
        var id = ExchangeId.New(time);
        using var scope = log.OfRequest(id, http.Request.Headers.TraceParent);
        var response = new DoorResponse(http, door, id);
        RequestBody? body = null;
        var isIn = false;
        try
        {
            var (caller, refused) = await entry.AuthenticateAsync(http);
            if (refused is null && !(isIn = entry.Room.TryEnter()))
            {
                refused = AskRoom.Full;
            }

            if (refused is null)
            {
                (body, refused) = await entry.ReadAsync(http);
            }

            if (refused is not null)
            {
                await response.RefuseAsync(refused);
            }
            else if (AskKey.IsSaid(http, door) && !BanyanModel.Takes(caller!, new WireBody(door.Dialect, body!.Memory, door.Operation, door.Path)))
            {
                await AnswerOnceAsync(http, response, id, caller!, body.Memory.ToArray(), started);
            }
            else
            {
                await AnswerAsync(http, response, id, caller!, body!.Memory, started);
            }
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The caller left: there is nobody to tell, and the row has settled what was spent.
        }
        catch (CallerGoneException)
        {
            // As above.
        }
        catch (Exception bug)
        {
            log.DoorFailed(id, bug);
            await response.BreakAsync(new Failure(FailureKind.Internal, "internal", "Banyan failed; report the request id."));
        }
        finally
        {
            body?.Dispose();
            if (isIn)
            {
                entry.Room.Leave();
            }
        }
    }

    /// <summary>Answers under an idempotency key: the caller may leave and come back, and another may come with the same.</summary>
    private async Task AnswerOnceAsync(HttpContext http, DoorResponse response, ExchangeId id, Caller caller, ReadOnlyMemory<byte> body, long started)
    {
        var key = AskKey.Of(http, response.Door, caller, body.Span, out var problem);
        await using var running = problem is null ? entry.Begin(http, caller, out problem) : null;
        if (running is null)
        {
            await response.RefuseAsync(problem!);
        }
        else if (key is null)
        {
            await AnswerAsync(http, response, id, caller, body, started);
        }
        else
        {
            await keyed.RunAsync(
                http, response, key, id.Value, entry.Patience, taped => AnswerAsync(taped, new DoorResponse(taped, response.Door, id), id, caller, body, started));
        }
    }

    /// <summary>Answers an ask.</summary>
    /// <returns>Whether the answer is whole.</returns>
    private async Task<bool> AnswerAsync(HttpContext http, DoorResponse response, ExchangeId id, Caller caller, ReadOnlyMemory<byte> body, long started)
    {
        var composed = await entry.Prompts.ComposeAsync(http, response.Door, id, caller, body);
        var refused = composed.Refused;
        var exchange = refused is null ? Make(http, response.Door, id, caller, composed, started, out refused) : null;
        if (exchange is null)
        {
            await response.RefuseAsync(refused!);
            return false;
        }

        return await AnswerAsync(http, response, exchange);
    }

    private async Task<bool> AnswerAsync(HttpContext http, DoorResponse response, Exchange exchange)
    {
        await using var running = entry.Begin(http, exchange.Caller, out var closed);
        if (running is null)
        {
            await response.RefuseAsync(closed!);
            return false;
        }

        running.Exchange = exchange;
        await using var sink = new HttpCallerSink(http, response, exchange, time, entry.Patience);
        var end = await PumpAsync(http, response, exchange, sink, running);
        if (end.Bug is { } bug)
        {
            log.DoorFailed(exchange.Id, bug);
        }

        await sink.EndAsync(end);
        return end is { Kind: StreamEndKind.Completed, Failure: null };
    }

    private async ValueTask<StreamEnd> PumpAsync(HttpContext http, DoorResponse response, Exchange exchange, HttpCallerSink sink, RunningExchange running)
    {
        try
        {
            var asking = answers.AskAsync(http, exchange, running);
            if (!asking.IsCompleted)
            {
                sink.KeepAlive();
            }

            var answer = await asking;
            response.Describe(exchange, answer.Head, time);
            var end = await Pump.RunAsync(answer, sink, running.Token);
            return end.Kind == StreamEndKind.CallerLeft && running.Stopped is { } why ? new StreamEnd(StreamEndKind.Stopped, why) : end;
        }
        catch (OperationCanceledException) when (running.Stopped is not null)
        {
            return new StreamEnd(StreamEndKind.Stopped, running.Stopped);
        }
    }

    private Exchange? Make(HttpContext http, DoorAsk door, ExchangeId id, Caller caller, ComposedAsk composed, long started, out Failure? refused)
    {
        var ask = new WireBody(door.Dialect, composed.Body, door.Operation, door.Path);
        refused = ask.Lens.Problem ?? (BanyanModel.Takes(caller, ask) ? null : AskHeaders.Assert(http, ref caller));
        if (refused is not null)
        {
            return null;
        }

        var catalog = entry.Catalog;
        return new Exchange
        {
            Id = id,
            Caller = caller,
            Door = door.Dialect.Name,
            Operation = door.Operation,
            Catalog = catalog,
            Deadline = Deadline.After(AskHeaders.Timeout(http, catalog.RequestTimeout), time),
            StartedAt = time.GetUtcNow(),
            StartTimestamp = started,
            Ask = ask,
            Headers = AskHeaders.Relayed(http),
            IsStrict = AskHeaders.IsStrict(http),
            Fallbacks = AskHeaders.Fallbacks(http),
            TraceParent = http.Request.Headers.TraceParent,
            Prompt = composed.Prompt,
            Requires = composed.Prompt?.Requires ?? AskNeeds.None,
            LeastContext = composed.Prompt?.LeastContext ?? 0,
        };
    }
}
