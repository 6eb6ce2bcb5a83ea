using Banyan.Gateway.Spine;
using Banyan.Host.Doors;
using Banyan.Host.Telemetry.Recording;

namespace Banyan.Host.Telemetry.Events;

/// <summary>Logs exchanges: one that went well at Debug only, a failure at Warning. Names come from outside and are made plain first.</summary>
internal sealed class ExchangeLogger(ILogger<ExchangeLogger> log) : IExchangeObserver
{
    private const decimal NanoPerUsd = 1_000_000_000m;

    public void Began(Exchange exchange)
    {
        if (log.IsEnabled(LogLevel.Debug))
        {
            var (caller, lens) = (exchange.Caller, exchange.Ask.Lens);
            log.CompletionRequest(exchange.Id.ToString(), caller.Tenant, caller.Service, HeaderText.Safe(caller.Feature ?? ""), HeaderText.Safe(lens.Model), exchange.Door, lens.EstimatedInputTokens);
        }
    }

    public void Ended(ExchangeRecord record)
    {
        var exchange = record.Exchange;
        if (record.Outcome is Outcome.Failed or Outcome.TimedOut or Outcome.Truncated or Outcome.Refused)
        {
            log.ExchangeFailed(exchange.Id.ToString(), exchange.Caller.Tenant, exchange.Caller.Service, HeaderText.Safe(exchange.Ask.Lens.Model), Words.Status(record), exchange.Attempts.Count, (long)record.Duration.TotalMilliseconds);
        }

        if (log.IsEnabled(LogLevel.Debug))
        {
            var charges = exchange.Attempts.Select(attempt => attempt.Charge).OfType<Charge>().ToList();
            var cost = charges.Exists(charge => charge.CostNanoUsd is not null) ? charges.Sum(charge => charge.CostNanoUsd ?? 0) / NanoPerUsd : (decimal?)null;
            log.CompletionResponse(exchange.Id.ToString(), BoundedLabels.Model(exchange, record.Served), Words.Status(record), charges.Sum(charge => charge.Usage.Prompt), charges.Sum(charge => charge.Usage.Completion), (long)record.Duration.TotalMilliseconds, cost);
        }
    }
}
