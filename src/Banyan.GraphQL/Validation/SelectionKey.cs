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

    /// <summary>The key of some selections; the array is the key's own from now on.</summary>
    public static SelectionKey Of(int[] numbers)
    {
        if (numbers.Length < 2)
        {
            return new SelectionKey(numbers);
        }

        Array.Sort(numbers);
        var count = 1;
        for (var index = 1; index < numbers.Length; index++)
        {
            if (numbers[index] != numbers[count - 1])
            {
                numbers[count++] = numbers[index];
            }
        }

        return new SelectionKey(count == numbers.Length ? numbers : numbers[..count]);
    }

    public bool Equals(SelectionKey other) => _hash == other._hash && _numbers.AsSpan().SequenceEqual(other._numbers);

    public override bool Equals(object? obj) => obj is SelectionKey other && Equals(other);

    public override int GetHashCode() => _hash;
}
