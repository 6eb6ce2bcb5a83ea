using System.Numerics;
using System.Runtime.InteropServices;

namespace Banyan.Intents.Planning.Lexical.Scoring;

/// <summary>A linear classifier learnt from the catalogue's own examples when the index is built; nothing is shipped or kept.</summary>
/// <remarks>Softmax regression from zero by stochastic gradient in a fixed order, so that the same examples give the same weights. Used only where intents have many examples.</remarks>
internal sealed class LinearModel
{
    private const float FirstRate = 3f;
    private readonly float[] _weights;
    private readonly int _labels;
    private readonly int _width;

    /// <summary>Learns.</summary>
    /// <param name="rows">The examples.</param>
    /// <param name="targets">Beside them: their intents.</param>
    /// <param name="features">How many features there are.</param>
    /// <param name="labels">How many intents there are.</param>
    /// <param name="rounds">How often each example is looked at.</param>
    public LinearModel(IReadOnlyList<SparseVector> rows, IReadOnlyList<int> targets, int features, int labels, int rounds)
    {
        _labels = labels;
        _width = (_labels + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count;
        _weights = new float[features * (long)_width];
        var shares = new float[_width];
        var steps = 0;
        for (var round = 0; round < rounds; round++)
        {
            // A stride that shares no divisor with the count visits every row once, intents mixed.
            var stride = Stride(rows.Count);
            for (int i = 0, row = round % Math.Max(1, rows.Count); i < rows.Count; i++, row = (row + stride) % rows.Count)
            {
                var rate = FirstRate / (1 + (2f * steps++ / rows.Count));
                Multiply(rows[row], shares);
                Soften(shares.AsSpan(0, _labels));
                shares[targets[row]] -= 1;
                Learn(rows[row], shares, -rate);
            }
        }
    }

    /// <summary>The probability of every intent.</summary>
    public float[] Shares(SparseVector row)
    {
        var shares = new float[_width];
        Multiply(row, shares);
        Soften(shares.AsSpan(0, _labels));
        return shares[.._labels];
    }

    private static int Stride(int count)
    {
        var stride = Math.Max(1, (int)(count * 0.381966) | 1);
        while (Gcd(stride, count) != 1)
        {
            stride++;
        }

        return stride;
    }

    private static int Gcd(int one, int other) => other == 0 ? one : Gcd(other, one % other);

    private void Multiply(SparseVector row, float[] into)
    {
        Array.Clear(into);
        var sums = MemoryMarshal.Cast<float, Vector<float>>(into.AsSpan());
        for (var i = 0; i < row.Ids.Length; i++)
        {
            var value = new Vector<float>(row.Values[i]);
            var line = MemoryMarshal.Cast<float, Vector<float>>(_weights.AsSpan(row.Ids[i] * _width, _width));
            for (var j = 0; j < sums.Length; j++)
            {
                sums[j] += value * line[j];
            }
        }
    }

    private void Learn(SparseVector row, float[] error, float rate)
    {
        var errors = MemoryMarshal.Cast<float, Vector<float>>(error);
        for (var i = 0; i < row.Ids.Length; i++)
        {
            var value = new Vector<float>(rate * row.Values[i]);
            var line = MemoryMarshal.Cast<float, Vector<float>>(_weights.AsSpan(row.Ids[i] * _width, _width));
            for (var j = 0; j < line.Length; j++)
            {
                line[j] += value * errors[j];
            }
        }
    }

    private static void Soften(Span<float> values)
    {
        var most = float.MinValue;
        foreach (var value in values)
        {
            most = Math.Max(most, value);
        }

        var sum = 0f;
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = MathF.Exp(values[i] - most);
            sum += values[i];
        }

        for (var i = 0; i < values.Length; i++)
        {
            values[i] /= sum;
        }
    }
}
