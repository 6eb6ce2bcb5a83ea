using System.Collections.Concurrent;
using Banyan.Gateway.Spine;
using Banyan.Host.Tests.App;

namespace Banyan.Host.Tests.Money;

/// <summary>Notes ended exchanges by the user they were asked for.</summary>
internal sealed class EndedExchanges : IExchangeObserver
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<ExchangeRecord>> _ended = new(StringComparer.Ordinal);

    public void Ended(ExchangeRecord record) => Of(record.Exchange.Caller.User ?? "").TrySetResult(record);

    public Task<ExchangeRecord> OfAsync(string user) => Of(user).Task.WaitAsync(Patience.Long);

    private TaskCompletionSource<ExchangeRecord> Of(string user) => _ended.GetOrAdd(user, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
