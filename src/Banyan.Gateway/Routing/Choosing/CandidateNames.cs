using System.Collections;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Routing.Choosing;

/// <summary>The full names of the candidates after the first.</summary>
internal sealed class CandidateNames(Candidate[] candidates) : IReadOnlyList<string>
{
    /// <inheritdoc />
    public int Count => candidates.Length - 1;

    /// <inheritdoc />
    public string this[int index] => candidates[index + 1].Model.Id;

    /// <summary>Those of a chain; empty when there are none.</summary>
    public static IReadOnlyList<string> After(Candidate[] candidates) => candidates.Length > 1 ? new CandidateNames(candidates) : [];

    /// <inheritdoc />
    public IEnumerator<string> GetEnumerator()
    {
        for (var at = 0; at < Count; at++)
        {
            yield return this[at];
        }
    }

    /// <inheritdoc />
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
