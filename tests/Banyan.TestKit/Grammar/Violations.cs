using System.Globalization;

namespace Banyan.TestKit.Grammar;

/// <summary>What is wrong with a stream, each with the position of its message.</summary>
public sealed class Violations
{
    private readonly List<string> _found = [];

    /// <summary>All of them in order.</summary>
    public IReadOnlyList<string> Found => _found;

    /// <summary>Adds one.</summary>
    public void Add(int position, string what) => _found.Add(string.Create(CultureInfo.InvariantCulture, $"message {position}: {what}"));

    /// <summary>Adds one unless the claim holds.</summary>
    public void Check(bool claim, WireEvent at, string what)
    {
        if (!claim)
        {
            Add(at.Position, what);
        }
    }
}
