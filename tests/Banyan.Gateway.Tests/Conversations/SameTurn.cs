using Banyan.Wire.Translation;

namespace Banyan.Gateway.Tests.Conversations;

/// <summary>Turns are the same when they say the same; lists of calls are compared by what is in them.</summary>
internal sealed class SameTurn : IEqualityComparer<PlainTurn>
{
    public static SameTurn Instance { get; } = new();

    public bool Equals(PlainTurn? x, PlainTurn? y) =>
        x is not null && y is not null && x with { Calls = [] } == y with { Calls = [] } && x.Calls.SequenceEqual(y.Calls);

    public int GetHashCode(PlainTurn turn) => turn.Text.GetHashCode(StringComparison.Ordinal);
}
