namespace Banyan.Gateway.Routing.Choosing;

/// <summary>A target that lives and may be drawn.</summary>
internal struct Contender
{
    /// <summary>Its place in the chain.</summary>
    public int Place { get; init; }

    /// <summary>Which of the chain's providers serves it.</summary>
    public int Provider { get; init; }

    /// <summary>What it is expected to cost in 10⁻⁹ USD; no number without a price, or while nobody asked.</summary>
    public double Cost { get; set; }

    /// <summary>What it is worth: the more the better.</summary>
    public double Worth { get; set; }

    /// <summary>Whether it comes before another: worth more, or of equals written first.</summary>
    public readonly bool IsBefore(in Contender other) => Worth > other.Worth || (Worth == other.Worth && Place < other.Place);
}
