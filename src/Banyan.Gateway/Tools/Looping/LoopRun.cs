using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Banyan.Gateway.Spine;
using Banyan.Gateway.Tools.Executing;
using Banyan.Gateway.Tools.Settings;
using Banyan.Wire;
using Banyan.Wire.Framing;
using Banyan.Wire.Json;
using Banyan.Wire.Translation;

namespace Banyan.Gateway.Tools.Looping;

/// <summary>One loop: pumps each turn of the model into the caller's answer, runs what it called, and asks again.</summary>
internal sealed class LoopRun
{
    private readonly LoopParts _parts;
    private readonly MixedTurnKeeper _turns;
    private readonly Exchange _first;
    private readonly HashSet<string> _own;
    private readonly LoopAnswer _answer;
    private readonly LoopLimits _limits;
    private readonly bool _isForced;

    public LoopRun(LoopParts parts, MixedTurnKeeper turns, Exchange first, WireBody asked, HashSet<string> own)
    {
        (_parts, _turns, _first, _own) = (parts, turns, first, own);
        _answer = new LoopAnswer(asked, first.Id.Value.ToString("N"), first.StartedAt.ToUnixTimeSeconds(), own.Contains);
        _limits = new LoopLimits(ToolSettings.Of(first.Catalog));
        _isForced = ToolTurns.IsForced(asked);
    }

    /// <summary>The frames of the whole answer.</summary>
    /// <param name="answer">The first turn's answer; it is pumped here.</param>
    /// <param name="asking">The caller, while the first turn was asked for.</param>
    /// <param name="cancellationToken">The caller, while frames are read.</param>
    public async IAsyncEnumerable<Frame> ReadAsync(Answer answer, CancellationToken asking, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var caller = CancellationTokenSource.CreateLinkedTokenSource(asking, cancellationToken);
        var exchange = _first;
        while (true)
        {
            _answer.BeginTurn(exchange.Attempts is [.., var served] ? served.Candidate.Provider.Quirks : NoQuirks);
            await using var pumped = TurnPump.Start(answer, _answer, caller.Token);
            await foreach (var frame in pumped.ReadAsync(caller.Token))
            {
                yield return frame;
            }

            var broke = await pumped.EndAsync();
            var last = _answer.EndTurn(out var turn);
            foreach (var frame in last)
            {
                yield return frame;
            }

            if ((broke ?? _answer.Failure) is { } failure)
            {
                yield return Frame.Broken(failure);
                yield break;
            }

            var (next, ended) = await GoOnAsync(exchange, turn, caller.Token);
            if (ended is not null)
            {
                yield return Frame.Broken(ended);
                yield break;
            }

            if (next is null)
            {
                break;
            }

            answer = await _parts.Gateway.AskAsync(next, caller.Token);
            exchange = next;
            if (answer.Failure is { } refused)
            {
                await answer.DisposeAsync();
                yield return Frame.Broken(refused);
                yield break;
            }
        }

        foreach (var frame in _answer.Finish())
        {
            yield return frame;
        }
    }

    private static IReadOnlyDictionary<string, string> NoQuirks { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Runs what the model called of Banyan's.</summary>
    /// <returns>The next exchange; or none when the answer is whole, because nothing was called or the caller must answer first.</returns>
    private async Task<(Exchange? Next, Failure? Ended)> GoOnAsync(Exchange exchange, ModelTurn turn, CancellationToken cancellationToken)
    {
        var own = turn.Calls.Where(call => _own.Contains(call.Name)).ToList();
        if (own.Count == 0)
        {
            return (null, null);
        }

        var isMixed = own.Count < turn.Calls.Count;
        var number = _limits.Turn;
        if (_limits.Take(own, goesOn: !isMixed) is { } limit)
        {
            return (null, limit);
        }

        var answers = await RunAsync(exchange, own, number, cancellationToken);
        _first.Ran.AddRange(answers.Select(answer => new RanCall(answer.Call.Id, answer.Call.Name, answer.Call.Arguments, answer.Text)));
        if (isMixed)
        {
            await _turns.KeepAsync(exchange, turn, answers, [.. turn.Calls.Where(call => !_own.Contains(call.Name)).Select(call => call.Id)], cancellationToken);
            return (null, null);
        }

        return (_first.Follow(ToolTurns.Continue(exchange.Ask, turn, answers, freesChoice: _isForced && number == 1), _parts.Time), null);
    }

    private async Task<IReadOnlyList<ToolAnswer>> RunAsync(Exchange exchange, List<CalledTool> calls, int turn, CancellationToken cancellationToken)
    {
        var answers = new ToolAnswer[calls.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = _limits.AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, calls.Count, options, async (i, token) =>
        {
            var result = await _parts.Runner.RunAsync(Call(exchange, calls[i], turn), token);
            answers[i] = new ToolAnswer(calls[i], result.ForModel(), result.Error is not null);
        });
        return answers;
    }

    private ToolCall Call(Exchange exchange, CalledTool call, int turn) => new()
    {
        Caller = exchange.Caller,
        Tool = call.Name,
        Arguments = ToolOutput.Read(Encoding.UTF8.GetBytes(call.Arguments.Length == 0 ? "{}" : call.Arguments)) ?? default(JsonElement),
        CallId = call.Id,
        RequestId = exchange.Id,
        Turn = turn,
        IdempotencyKey = $"{_first.Id}:{turn}:{call.Id}",
        TraceParent = exchange.TraceParent,
        Deadline = exchange.Deadline,
    };
}
