namespace Banyan.Intents.Planning.Lexical.Scoring;

/// <summary>Which rows hold a feature, and how much of it: a matrix read by column.</summary>
internal sealed class Postings
{
    private readonly int[] _starts;
    private readonly int[] _rows;
    private readonly float[] _values;

    /// <summary>Turns rows into columns.</summary>
    public Postings(IReadOnlyList<SparseVector> vectors, int features)
    {
        _starts = new int[features + 1];
        foreach (var vector in vectors)
        {
            foreach (var id in vector.Ids)
            {
                _starts[id + 1]++;
            }
        }

        for (var i = 0; i < features; i++)
        {
            _starts[i + 1] += _starts[i];
        }

        _rows = new int[_starts[features]];
        _values = new float[_starts[features]];
        var next = _starts.AsSpan(0, features).ToArray();
        for (var row = 0; row < vectors.Count; row++)
        {
            var vector = vectors[row];
            for (var i = 0; i < vector.Ids.Length; i++)
            {
                var place = next[vector.Ids[i]]++;
                _rows[place] = row;
                _values[place] = vector.Values[i];
            }
        }
    }

    /// <summary>Adds the product of every row with the vector.</summary>
    /// <param name="vector">The vector.</param>
    /// <param name="into">A place for each row.</param>
    /// <param name="longest">Features more rows hold are passed over: they take the time and say little.</param>
    public void Multiply(SparseVector vector, Span<float> into, int longest = int.MaxValue)
    {
        for (var i = 0; i < vector.Ids.Length; i++)
        {
            var value = vector.Values[i];
            if (_starts[vector.Ids[i] + 1] - _starts[vector.Ids[i]] > longest)
            {
                continue;
            }

            for (var place = _starts[vector.Ids[i]]; place < _starts[vector.Ids[i] + 1]; place++)
            {
                into[_rows[place]] += value * _values[place];
            }
        }
    }
}
