using System.Collections.Concurrent;
using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Limits;

/// <summary>What providers said last, in headers, of limits of their own. It steers and never refuses: a provider may have let more in since. Thread-safe.</summary>
/// <remarks>Kept for providers with at most one key, for the limits are those of the key.</remarks>
internal sealed class ProviderHints(TimeProvider time)
{
    // Callers may name models of providers that serve any: what is forgotten is heard again with the next answer.
    private const int MostModels = 10_000;

    private readonly ConcurrentDictionary<string, RateHint> _hints = new(StringComparer.Ordinal);

    /// <summary>Takes in the headers of an answer.</summary>
    public void Hear(ModelEntry model, WireHeaders headers)
    {
        if (model.Provider.Keys.Count > 1 || RateHint.Read(headers, time.GetUtcNow(), time.GetTimestamp()) is not { } hint)
        {
            return;
        }

        if (_hints.Count >= MostModels)
        {
            _hints.Clear();
        }

        _hints[model.Id] = hint;
    }

    /// <summary>Whether a model's provider has no room for one more ask of so many tokens, as far as it said.</summary>
    public bool IsFull(ModelEntry model, long tokens) => !_hints.IsEmpty && _hints.TryGetValue(model.Id, out var hint) && !hint.HasRoom(tokens, time.GetElapsedTime(hint.HeardAt));
}
