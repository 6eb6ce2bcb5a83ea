namespace Banyan.Wire.Hub;

/// <summary>What a translation could not carry. Nothing is ever left out without a line here.</summary>
public sealed class MappingReport
{
    private readonly List<string> _dropped = [];

    /// <summary>Pointers of what was dropped, in the order found; a clamped value as <c>/temperature=1</c>. Without duplicates.</summary>
    public IReadOnlyList<string> Dropped => _dropped;

    /// <summary>Why the whole translation is refused: the first reason found; null when it is not.</summary>
    public Failure? Refusal { get; private set; }

    /// <summary>Names a field that is left out.</summary>
    public void Drop(string pointer)
    {
        if (!_dropped.Contains(pointer, StringComparer.Ordinal))
        {
            _dropped.Add(pointer);
        }
    }

    /// <summary>Names a value that was moved into the target's range.</summary>
    public void Clamp(string pointer, string value) => Drop($"{pointer}={value}");

    /// <summary>Refuses the translation: the field changes the meaning or the price of the answer.</summary>
    public void Refuse(string pointer, string message) =>
        Refusal ??= new Failure(FailureKind.CallerFault, "unsupported_parameter", message) { Param = pointer };

    /// <summary>Refuses the translation for a reason that has a code of its own.</summary>
    public void Refuse(Failure failure) => Refusal ??= failure;

    /// <summary>Brings what was dropped into an order; entries that compare equal keep theirs.</summary>
    internal void Sort(IComparer<string> order)
    {
        string[] sorted = [.. _dropped.Order(order)];
        _dropped.Clear();
        _dropped.AddRange(sorted);
    }
}
