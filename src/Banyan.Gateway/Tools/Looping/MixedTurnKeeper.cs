using System.Security.Cryptography;
using System.Text;
using Banyan.Gateway.Spine;
using Banyan.Wire.Json;
using Banyan.Wire.Translation;
using Microsoft.Extensions.Logging;

namespace Banyan.Gateway.Tools.Looping;

/// <summary>Keeps Banyan's half of a mixed turn while the caller answers its own, and puts it back before the caller's half when it comes again.</summary>
/// <remarks>Without a call's id of its own (some languages have none) nothing can be found again, and the model is told of the caller's calls alone.</remarks>
internal sealed partial class MixedTurnKeeper(IMixedTurns store, TimeProvider time, ILogger<MixedTurnKeeper> log)
{
    private const int MostCalls = 64;
    private static readonly TimeSpan Life = TimeSpan.FromHours(24);

    /// <summary>Keeps it.</summary>
    public async Task KeepAsync(Exchange exchange, ModelTurn turn, IReadOnlyList<ToolAnswer> answers, IReadOnlyList<string> callersCalls, CancellationToken cancellationToken)
    {
        try
        {
            var kept = ToolTurns.Keep(exchange.Ask.Dialect, turn, answers);
            await store.SaveAsync(exchange.Caller.Tenant, [.. callersCalls.Select(id => Key(exchange, id))], kept, time.GetUtcNow() + Life, cancellationToken);
        }
        catch (StoreAwayException away)
        {
            LogLost(log, exchange.Id, away);
        }
    }

    /// <summary>The ask with what was kept of it.</summary>
    public async ValueTask<WireBody> PutBackAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var ask = exchange.Ask;
        var calls = ToolTurns.Calls(ask).TakeLast(MostCalls).Select(call => (Key: Key(exchange, call.CallId), call.Index)).ToList();
        if (calls.Count == 0)
        {
            return ask;
        }

        try
        {
            var found = await store.FindAsync(exchange.Caller.Tenant, [.. calls.Select(call => call.Key)], cancellationToken);
            var kept = new Dictionary<int, string>();
            foreach (var (key, index) in calls)
            {
                if (found.TryGetValue(key, out var items))
                {
                    kept[index] = items;
                }
            }

            return kept.Count == 0 ? ask : ToolTurns.Insert(ask, kept);
        }
        catch (StoreAwayException away)
        {
            LogLost(log, exchange.Id, away);
            return ask;
        }
    }

    private static string Key(Exchange exchange, string callId) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{exchange.Ask.Dialect.Name}\n{exchange.Caller.Service}\n{callId}")));

    [LoggerMessage(Level = LogLevel.Warning, Message = "The results of a mixed turn of {Id} could not be kept or found; the model is not told of them")]
    private static partial void LogLost(ILogger logger, ExchangeId id, Exception away);
}
