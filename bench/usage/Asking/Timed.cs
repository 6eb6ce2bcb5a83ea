namespace Banyan.UsageBench.Asking;

/// <summary>How long asks of one kind took, in milliseconds and in the order they were made.</summary>
internal sealed record Timed(string Name, IReadOnlyList<double> Times, int Failed)
{
    /// <summary>The first, for which nothing was warm in the node.</summary>
    public double First => Times.Count > 0 ? Times[0] : double.NaN;

    /// <summary>The time within which a share of those after the first was answered.</summary>
    public double At(double share)
    {
        var later = (Times.Count > 1 ? Times.Skip(1) : Times).Order().ToArray();
        return later.Length == 0 ? double.NaN : later[Math.Min(later.Length - 1, (int)Math.Ceiling(share * later.Length) - 1)];
    }
}
