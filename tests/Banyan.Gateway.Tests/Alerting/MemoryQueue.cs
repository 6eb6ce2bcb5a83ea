using Banyan.Gateway.Alerting.Sending;
using Banyan.Gateway.Alerting.Webhooks;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Tests.Alerting;

/// <summary>An outbox in memory: one webhook, as the stored one behaves.</summary>
internal sealed class MemoryQueue(string url, params string[] secrets) : IDeliveryQueue
{
    private readonly Lock _gate = new();
    private readonly List<WebhookDelivery> _rows = [];
    private readonly Dictionary<Guid, Guid> _claims = [];

    public Guid Webhook { get; } = Guid.CreateVersion7();

    public string[] Secrets { get; set; } = secrets;

    public bool IsEnabled { get; private set; } = true;

    public int Failures { get; private set; }

    public IReadOnlyList<WebhookDelivery> Rows
    {
        get
        {
            lock (_gate)
            {
                return [.. _rows];
            }
        }
    }

    public WebhookDelivery Add(ServiceEvent happened)
    {
        var row = new WebhookDelivery
        {
            Id = Guid.CreateVersion7(),
            WebhookId = Webhook,
            EventId = happened.Id,
            Event = happened.Type,
            Payload = happened.Body(),
            Status = DeliveryStatus.Pending,
            Attempts = 0,
            NextAttemptAt = happened.At,
            CreatedAt = happened.At,
        };
        lock (_gate)
        {
            _rows.Add(row);
        }

        return row;
    }

    public Task<IReadOnlyList<(string Tenant, Guid Webhook)>> DueAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<(string, Guid)>>(IsEnabled && _rows.Exists(row => IsDue(row, now)) ? [("default", Webhook)] : []);
        }
    }

    public Task<DueDelivery?> ClaimNextAsync(string tenant, Guid webhook, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken) =>
        Task.FromResult(IsEnabled ? Claim(_ => true, now, until) : null);

    public Task<DueDelivery?> ClaimAsync(string tenant, Guid delivery, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken) =>
        Task.FromResult(Claim(row => row.Id == delivery, now, until));

    public Task<bool> EndAsync(DueDelivery due, AttemptResult result, DateTimeOffset? next, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (!_claims.Remove(due.Id, out var claim) || claim != due.Claim)
            {
                return Task.FromResult(false);
            }

            var status = result.IsTaken ? DeliveryStatus.Delivered : next is null ? DeliveryStatus.Dead : DeliveryStatus.Pending;
            Change(due.Id, row => row with { Status = status, HttpStatus = result.Status, Problem = result.Problem, NextAttemptAt = next, ResponseMs = (int)result.Took.TotalMilliseconds });
            Failures = result.IsTaken ? 0 : Failures + 1;
            IsEnabled &= !result.IsGone;
            return Task.FromResult(true);
        }
    }

    public Task ReturnAsync(DueDelivery due, DateTimeOffset now, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _claims.Remove(due.Id);
            Change(due.Id, row => row with { Attempts = row.Attempts - 1, NextAttemptAt = now });
        }

        return Task.CompletedTask;
    }

    public Task<(long Waiting, DateTimeOffset? Oldest)> BacklogAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var waiting = _rows.Where(row => row.Status == DeliveryStatus.Pending).ToList();
            return Task.FromResult(((long)waiting.Count, waiting.Count == 0 ? (DateTimeOffset?)null : waiting.Min(row => row.CreatedAt)));
        }
    }

    public Task<IReadOnlyList<(string Tenant, Guid Webhook, int Failures)>> FailingAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<(string, Guid, int)>>(Failures > 0 ? [("default", Webhook, Failures)] : []);

    public Task<int> PruneAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult(_rows.RemoveAll(row => row.CreatedAt < before));
        }
    }

    private static bool IsDue(WebhookDelivery row, DateTimeOffset now) => row.Status == DeliveryStatus.Pending && row.NextAttemptAt <= now;

    private DueDelivery? Claim(Func<WebhookDelivery, bool> which, DateTimeOffset now, DateTimeOffset until)
    {
        lock (_gate)
        {
            if (_rows.Where(row => IsDue(row, now) && which(row)).MinBy(row => row.NextAttemptAt) is not { } due)
            {
                return null;
            }

            var taken = Change(due.Id, row => row with { Attempts = row.Attempts + 1, NextAttemptAt = until });
            _claims[due.Id] = Guid.CreateVersion7();
            return new DueDelivery(due.Id, "default", Webhook, due.EventId, _claims[due.Id], taken.Attempts, url, Secrets, due.Payload);
        }
    }

    private WebhookDelivery Change(Guid id, Func<WebhookDelivery, WebhookDelivery> change)
    {
        var at = _rows.FindIndex(row => row.Id == id);
        return _rows[at] = change(_rows[at]);
    }
}
