namespace Banyan.Intents.Tests.Planning.Accuracy;

/// <summary>How many arguments were wanted, right and wrong; the rest would be asked.</summary>
internal readonly record struct ArgumentCounts(int Literals, int Right, int Wrong, int References, int RightReferences, int WrongReferences)
{
    public double RightShare => 100.0 * Right / Literals;

    public double WrongShare => 100.0 * Wrong / Literals;

    public double RightReferenceShare => 100.0 * RightReferences / References;

    public double WrongReferenceShare => 100.0 * WrongReferences / References;

    public static ArgumentCounts operator +(ArgumentCounts one, ArgumentCounts other) => new(
        one.Literals + other.Literals, one.Right + other.Right, one.Wrong + other.Wrong, one.References + other.References, one.RightReferences + other.RightReferences, one.WrongReferences + other.WrongReferences);
}
