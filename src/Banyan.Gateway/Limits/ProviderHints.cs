using System.Collections.Concurrent;
using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Limits;

/// <summary>What providers said last, in headers, of limits of their own. It steers and never refuses: a provider may have let more in since. Thread-safe.</summary>
/// <remarks>Kept for providers with at most one key, for the limits are those of the key.</remarks>
internal sealed class ProviderHints(TimeProvider time)
{
    // Callers may name models of providers that serve any: what is forgotten is heard again with the next answer.
    private const int MostNamed = 10_000;

    private readonly ConcurrentDictionary<string, ModelHint> _declared = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, RateHint> _named = new(StringComparer.Ordinal);

    /// <summary>Takes in the headers of an answer.</summary>
    public void Hear(ModelEntry model, WireHeaders headers)
    {
        if (model.Provider.Keys.Count > 1 || RateHint.Read(headers, time.GetUtcNow(), time.GetTimestamp()) is not { } hint)
        {
            return;
        }

        if (model.IsDeclared)
        {
            Declared(model).Said = hint;
            return;
        }

        if (_named.Count >= MostNamed)
        {
            _named.Clear();
        }

        _named[model.Id] = hint;
    }

    /// <summary>What was said of a model: where it is declared it is found once and stays, else it is looked up each time.</summary>
    public IModelRoom RoomOf(ModelEntry model) => model.IsDeclared ? Declared(model) : new NamedRoom(_named, model.Id, time);

    private ModelHint Declared(ModelEntry model) => _declared.GetOrAdd(model.Id, static (_, clock) => new ModelHint(clock), time);

    private sealed class NamedRoom(ConcurrentDictionary<string, RateHint> named, string id, TimeProvider time) : IModelRoom
    {
        public bool HasRoom(long tokens, long now) => !named.TryGetValue(id, out var hint) || hint.HasRoom(tokens, time.GetElapsedTime(hint.HeardAt, now));
    }
}
