namespace Banyan.GraphQL.Validation;

/// <summary>Which selections make a set, whatever their order and however often each.</summary>
internal readonly struct SelectionKey : IEquatable<SelectionKey>
{
    private readonly int[] _numbers;
    private readonly int _hash;

    private SelectionKey(int[] numbers)
    {
        _numbers = numbers;
        var hash = default(HashCode);
        foreach (var number in numbers)
        {
            hash.Add(number);
        }

        _hash = hash.ToHashCode();
    }

    public static SelectionKey Of(IEnumerable<int> numbers) => new([.. numbers.Distinct().Order()]);

    public bool Equals(SelectionKey other) => _hash == other._hash && _numbers.AsSpan().SequenceEqual(other._numbers);

    public override bool Equals(object? obj) => obj is SelectionKey other && Equals(other);

    public override int GetHashCode() => _hash;
}
