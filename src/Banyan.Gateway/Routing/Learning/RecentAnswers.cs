namespace Banyan.Gateway.Routing.Learning;

/// <summary>Who gave this node's last answers, so that a judgement finds its model without asking the store. Bounded. Thread-safe.</summary>
internal sealed class RecentAnswers
{
    private const int Most = 10_000;
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, RecentAnswer> _answers = [];
    private readonly Queue<Guid> _order = [];

    /// <summary>Notes an answer.</summary>
    public void Note(Guid request, RecentAnswer answer)
    {
        lock (_gate)
        {
            if (_answers.TryAdd(request, answer))
            {
                _order.Enqueue(request);
            }

            while (_order.Count > Most)
            {
                _answers.Remove(_order.Dequeue());
            }
        }
    }

    /// <summary>Finds one; null when it is none of the last or another tenant's.</summary>
    public RecentAnswer? Find(string tenant, Guid request)
    {
        lock (_gate)
        {
            return _answers.TryGetValue(request, out var answer) && answer.Tenant == tenant ? answer : null;
        }
    }
}
