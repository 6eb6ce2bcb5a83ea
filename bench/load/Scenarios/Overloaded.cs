namespace Banyan.Load.Scenarios;

/// <summary>What a node made of more than it can do.</summary>
/// <param name="Ask">Of what.</param>
/// <param name="RefusalPrice">Processor time of a refusal in a closed loop, in microseconds.</param>
/// <param name="NginxPrice">The same of an nginx that does nothing else.</param>
/// <param name="Offers">What came of each amount.</param>
internal sealed record Overloaded(OverloadAsk Ask, double RefusalPrice, double NginxPrice, IReadOnlyList<Offered> Offers)
{
    /// <summary>The most whole answers in time a second at any amount.</summary>
    public double Peak => AtPeak.AnswersPerSecond;

    /// <summary>Processor time of an answer at the peak, in microseconds.</summary>
    public double AnswerPrice => AtPeak.CpuShare * 1_000_000 / AtPeak.AnswersPerSecond;

    private Offered AtPeak => Offers.MaxBy(offer => offer.AnswersPerSecond)!;
}
