using Banyan.Gateway.Spine;
using Banyan.Wire.Translation;

namespace Banyan.Host.Graph.Conversations;

/// <summary>A call of a tool as it is told.</summary>
/// <param name="Call">The call.</param>
/// <param name="Result">What came of it as JSON text; null for a call that is the caller's to run.</param>
internal sealed record ToldCall(PlainCall Call, string? Result)
{
    /// <summary>A call that is the caller's to run.</summary>
    public static ToldCall Of(PlainCall call) => new(call, null);

    /// <summary>A call Banyan ran.</summary>
    public static ToldCall Of(RanCall ran) => new(new PlainCall(ran.Id, ran.Name, ran.Arguments), ran.Result);

    /// <summary>Calls of an answer, those Banyan ran first; null when there are none.</summary>
    public static IReadOnlyList<ToldCall>? Of(IReadOnlyList<RanCall> ran, IReadOnlyList<PlainCall> left) =>
        ran.Count + left.Count == 0 ? null : [.. ran.Select(Of), .. left.Select(Of)];
}
