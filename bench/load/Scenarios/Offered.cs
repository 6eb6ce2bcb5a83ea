namespace Banyan.Load.Scenarios;

/// <summary>What came of one amount of asks, counted in the middle of the offering.</summary>
/// <param name="Title">As in the report.</param>
internal sealed record Offered(string Title)
{
    /// <summary>Asks that ended, a second, whatever their end.</summary>
    public required double AsksPerSecond { get; init; }

    /// <summary>Whole answers in time, a second.</summary>
    public required double AnswersPerSecond { get; init; }

    /// <summary>Asks told 429 or 503 with <c>Retry-After</c>, a second.</summary>
    public required double RefusedPerSecond { get; init; }

    /// <summary>Milliseconds half of the answers in time took at most; NaN without any.</summary>
    public required double AnswerMiddle { get; init; }

    /// <summary>The same for 99 of 100 answers.</summary>
    public required double AnswerLate { get; init; }

    /// <summary>The same for half of the refusals.</summary>
    public required double RefusalMiddle { get; init; }

    /// <summary>The same for 99 of 100 refusals.</summary>
    public required double RefusalLate { get; init; }

    /// <summary>Asks that were neither answered in time nor refused properly, those that could not be sent included.</summary>
    public required int Lost { get; init; }

    /// <summary>Processor time of the gateway per second of the clock.</summary>
    public required double CpuShare { get; init; }

    /// <summary>The same of the load and the upstream together.</summary>
    public required double LoadShare { get; init; }

    /// <summary>Asks the gateway would take on at once when it was over.</summary>
    public required double Room { get; init; }
}
