using System.Globalization;
using Banyan.Gateway.Spine;
using Banyan.Wire.Translation;

namespace Banyan.Host.Doors;

/// <summary>The headers that explain an answer: what spoke, how it was found, what it cost, what was lost.</summary>
internal static class AnswerHeaders
{
    public static void Write(IHeaderDictionary headers, Exchange exchange, AnswerHead? head, TimeProvider time)
    {
        headers["x-request-id"] = exchange.Id.ToString();
        headers["x-banyan-attempts"] = exchange.Attempts.Count.ToString(CultureInfo.InvariantCulture);
        if (exchange.Decision is { } decision)
        {
            headers["x-banyan-route"] = decision.ResolvedBy;
        }

        if (exchange.Prompt is { } prompt)
        {
            headers["x-banyan-prompt"] = prompt.ToString();
            if (prompt.Variant is { } variant)
            {
                headers["x-banyan-variant"] = variant;
            }
        }

        if (exchange.BudgetLeftNanoUsd is { } left)
        {
            headers["x-banyan-budget-remaining-usd"] = Usd.Text(left);
        }

        if (exchange.IsDirect)
        {
            headers["x-banyan-direct"] = "true";
        }

        if (exchange.DegradedTo is { } cheaper)
        {
            headers["x-banyan-warning"] = HeaderText.Safe($"budget spent: answered by {cheaper}");
        }

        if (ServedBy(exchange) is { } served)
        {
            Served(headers, exchange, served);
        }

        foreach (var (name, value) in head?.Headers.Items ?? [])
        {
            // Where limits of ours hold, a provider's would only mislead.
            if (!headers.ContainsKey(name) && (exchange.Limits is null || !RateHeaders.IsOne(name)))
            {
                // Foreign text: what no header may hold would turn the answer into an error of ours.
                headers[name] = HeaderText.Safe(value);
            }
        }

        headers["x-banyan-overhead-us"] = ((long)Overhead.SoFar(exchange, time).TotalMicroseconds).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The attempt that answered, or the last that did not; null when none was made.</summary>
    public static Attempt? ServedBy(Exchange exchange) => exchange.Attempts.FindLast(attempt => !attempt.IsLostHedge) ?? exchange.Attempts.LastOrDefault();

    private static void Served(IHeaderDictionary headers, Exchange exchange, Attempt served)
    {
        headers["x-banyan-model"] = HeaderText.Safe(served.Candidate.Model.Id);
        headers["x-banyan-provider"] = served.Candidate.Provider.Name;
        if (served.UpstreamRequestId is { } upstream)
        {
            headers["x-banyan-upstream-request-id"] = HeaderText.Safe(upstream);
        }

        if (served.Candidate.Provider.Kind == "mock")
        {
            headers["x-banyan-mock"] = "true";
        }

        if (DroppedHeader.Format(served.Dropped) is { } dropped)
        {
            headers["x-banyan-dropped"] = dropped;
        }

        if (served.Charge is { } charge)
        {
            headers["x-banyan-cost-usd"] = Usd.Text(charge.CostNanoUsd);
            headers["x-banyan-tokens"] = charge.Usage.Total.ToString(CultureInfo.InvariantCulture);
        }
    }
}
