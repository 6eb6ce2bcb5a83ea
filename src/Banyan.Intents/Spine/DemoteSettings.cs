namespace Banyan.Intents.Spine;

/// <summary>When the modern side is taken back a stage.</summary>
/// <param name="Window">What is looked at.</param>
/// <param name="MinSamples">Fewer calls decide nothing.</param>
/// <param name="ErrorPoints">Points of error rate above legacy's.</param>
/// <param name="P95Factor">Times legacy's p95.</param>
/// <param name="Mismatch">Share of compared reads that differ.</param>
/// <param name="CoolDown">Time before the next demotion.</param>
internal sealed record DemoteSettings(TimeSpan Window, int MinSamples, double ErrorPoints, double P95Factor, double Mismatch, TimeSpan CoolDown)
{
    /// <summary>5 min, 20 calls, 5 points, twice, 2 %, 30 min.</summary>
    public DemoteSettings()
        : this(TimeSpan.FromMinutes(5), 20, 5, 2, 0.02, TimeSpan.FromMinutes(30))
    {
    }
}
