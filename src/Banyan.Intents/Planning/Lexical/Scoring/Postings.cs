namespace Banyan.Intents.Planning.Lexical.Scoring;

/// <summary>Which rows hold a feature, and how much of it: a matrix read by column.</summary>
internal sealed class Postings
{
    private readonly int[] starts;
    private readonly int[] rows;
    private readonly float[] values;

    /// <summary>Turns rows into columns.</summary>
    public Postings(IReadOnlyList<SparseVector> vectors, int features)
    {
        starts = new int[features + 1];
        foreach (var vector in vectors)
        {
            foreach (var id in vector.Ids)
            {
                starts[id + 1]++;
            }
        }

        for (var i = 0; i < features; i++)
        {
            starts[i + 1] += starts[i];
        }

        rows = new int[starts[features]];
        values = new float[starts[features]];
        var next = starts.AsSpan(0, features).ToArray();
        for (var row = 0; row < vectors.Count; row++)
        {
            var vector = vectors[row];
            for (var i = 0; i < vector.Ids.Length; i++)
            {
                var place = next[vector.Ids[i]]++;
                rows[place] = row;
                values[place] = vector.Values[i];
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
            if (starts[vector.Ids[i] + 1] - starts[vector.Ids[i]] > longest)
            {
                continue;
            }

            for (var place = starts[vector.Ids[i]]; place < starts[vector.Ids[i] + 1]; place++)
            {
                into[rows[place]] += value * values[place];
            }
        }
    }
}
