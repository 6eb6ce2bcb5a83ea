using System.Collections.Concurrent;
using System.Globalization;
using Banyan.Gateway.Alerting.Rules;
using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Alerting.Watching;

/// <summary>Errors, latency, estimates and missing prices of what this node answered: for each tenant and for its first two hundred services.</summary>
internal sealed class TrafficReadings(AlertRuleBook rules, TimeProvider time) : IExchangeObserver, IAlertSource
{
    private const int MostWindows = 400, MostModels = 400, LeastCalls = 20;
    private const string Service = "service";
    private readonly ConcurrentDictionary<(string Tenant, string Service), TrafficWindow> _windows = new();
    private readonly ConcurrentDictionary<(string Tenant, string Model), long> _unpriced = new();

    /// <inheritdoc />
    public void Ended(ExchangeRecord record)
    {
        var (caller, attempts) = (record.Exchange.Caller, record.Exchange.Attempts);
        Unpriced(caller.Tenant, attempts);
        if (record.Outcome is Outcome.Refused or Outcome.Cancelled || IsCallers(record.Failure))
        {
            return;
        }

        var (charged, estimated) = (0, 0);
        for (var i = 0; i < attempts.Count; i++)
        {
            charged += attempts[i].Charge is null ? 0 : 1;
            estimated += attempts[i].Charge is { IsEstimated: true } ? 1 : 0;
        }

        var failed = record.Outcome is Outcome.Failed or Outcome.TimedOut or Outcome.Truncated;
        Window(caller.Tenant, "")?.Add(failed, record.Duration, charged, estimated);
        Window(caller.Tenant, caller.Service)?.Add(failed, record.Duration, charged, estimated);
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<Reading>> ReadAsync(CancellationToken cancellationToken)
    {
        var readings = new List<Reading>();
        foreach (var ((tenant, service), window) in _windows)
        {
            var whose = service.Length == 0 ? "all services" : $"service {service}";
            Read(readings, AlertKinds.ErrorRate, tenant, service, window, static (_, sum, _) => sum.Calls < LeastCalls ? null : (double)sum.Failures / sum.Calls, value => Text($"{value:P1} of the calls of {whose} failed."));
            Read(readings, AlertKinds.LatencyP95, tenant, service, window, static (own, sum, span) => sum.Calls < LeastCalls ? null : own.P95(span), value => Text($"One in twenty calls of {whose} took longer than {value:0.#} s."));
            if (service.Length == 0)
            {
                Read(
                    readings, AlertKinds.UsageEstimatedShare, tenant, service, window, static (_, sum, _) => sum.Attempts < LeastCalls ? null : (double)sum.Estimated / sum.Attempts, value => Text($"The tokens of {value:P1} of the attempts were estimated: their providers told none."));
            }
        }

        ReadUnpriced(readings);
        return new(readings);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether a failure says nothing of Banyan and its providers.</summary>
    private static bool IsCallers(Failure? failure) => failure?.Kind is
        FailureKind.CallerFault or FailureKind.UnknownModel or FailureKind.TooLarge or FailureKind.NotAllowed or FailureKind.Refused or FailureKind.OverBudget or FailureKind.ContextTooLong;

    private void Read(
        List<Reading> readings, string name, string tenant, string service, TrafficWindow window, Func<TrafficWindow, TrafficCount, TimeSpan, double?> measure, Func<double, string> words)
    {
        var scope = service.Length == 0 ? "" : Service;
        var span = rules.For(tenant, AlertKind.Find(name)!, scope, service).Window;
        if (measure(window, window.Sum(span), span) is { } value)
        {
            readings.Add(new Reading(name, scope, service, value, words(value)) { Tenant = tenant });
        }
    }

    private void ReadUnpriced(List<Reading> readings)
    {
        foreach (var ((tenant, model), seenAt) in _unpriced)
        {
            if (time.GetElapsedTime(seenAt) <= rules.For(tenant, AlertKind.Find(AlertKinds.UnpricedModel)!, "model", model).Window)
            {
                readings.Add(new Reading(AlertKinds.UnpricedModel, "model", model, 1, $"{model} is used and has no price: what it costs is counted nowhere.") { Tenant = tenant });
            }
            else
            {
                _unpriced.TryRemove(new((tenant, model), seenAt));
            }
        }
    }

    private void Unpriced(string tenant, List<Attempt> attempts)
    {
        for (var i = 0; i < attempts.Count; i++)
        {
            if (attempts[i] is { WasSent: true, Charge.CostNanoUsd: null } && (_unpriced.Count < MostModels || _unpriced.ContainsKey((tenant, attempts[i].Candidate.Model.Id))))
            {
                _unpriced[(tenant, attempts[i].Candidate.Model.Id)] = time.GetTimestamp();
            }
        }
    }

    /// <summary>A window is made while there is room for one; who comes later is counted with all.</summary>
    private TrafficWindow? Window(string tenant, string service) =>
        _windows.TryGetValue((tenant, service), out var known) ? known : _windows.Count >= MostWindows ? null : _windows.GetOrAdd((tenant, service), static (_, clock) => new TrafficWindow(clock), time);
}
