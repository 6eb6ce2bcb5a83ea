using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Attempts;

/// <summary>What one exchange has tried and may still try. One instance per exchange.</summary>
internal sealed class AttemptPlan(Exchange exchange, CandidateHealth health, KeyHealth keys)
{
    private readonly RetryPolicy _policy = exchange.Catalog.Retry;
    private readonly CandidateTrack[] _tracks = [.. exchange.Candidates.Select(candidate => new CandidateTrack(candidate))];
    private int _attempts;
    private int _rounds;
    private Failure? _last;

    /// <summary>Gives the next candidate to try, with its key, its circuit entered.</summary>
    public bool TryNext(out Candidate next)
    {
        next = null!;
        if (_attempts >= _policy.MaxAttemptsInAll || exchange.Deadline.Left == TimeSpan.Zero)
        {
            return false;
        }

        foreach (var track in _tracks)
        {
            if (track.IsDoneThisRound || track.IsOut || track.Attempts >= _policy.MaxAttempts)
            {
                continue;
            }

            if (!keys.TryPick(track.Candidate.Provider, exchange.Caller.Service, track.FailedKeys, out var key))
            {
                track.IsDoneThisRound = true;
                _last ??= NoKey(track.Candidate.Provider);
                continue;
            }

            if (!health.TryEnter(track.Candidate, exchange.Catalog))
            {
                track.IsDoneThisRound = true;
                continue;
            }

            track.Attempts++;
            _attempts++;
            next = track.Candidate with { Key = key };
            return true;
        }

        return false;
    }

    /// <summary>Gives a candidate to ask beside one that is running, of another provider where there is one; its circuit is entered.</summary>
    public bool TryHedge(Candidate running, out Candidate next)
    {
        next = null!;
        if (_attempts >= _policy.MaxAttemptsInAll)
        {
            return false;
        }

        foreach (var track in _tracks.Where(one => !ReferenceEquals(one.Candidate.Model, running.Model) && !one.IsOut).OrderBy(one => one.Candidate.Provider.Name == running.Provider.Name))
        {
            if (keys.TryPick(track.Candidate.Provider, exchange.Caller.Service, track.FailedKeys, out var key) && health.TryEnter(track.Candidate, exchange.Catalog))
            {
                track.Attempts++;
                _attempts++;
                next = track.Candidate with { Key = key };
                return true;
            }
        }

        return false;
    }

    /// <summary>Leaves a candidate whose provider is full, as if it had not been given.</summary>
    public void PassOver(Candidate candidate, Failure full)
    {
        health.Exit(candidate, null, exchange.Catalog);
        var track = _tracks.First(one => ReferenceEquals(one.Candidate.Model, candidate.Model));
        track.IsDoneThisRound = true;
        track.Attempts--;
        _attempts--;
        _last ??= full;
    }

    /// <summary>Takes in a failed try; false when nothing may be tried any more.</summary>
    public bool Learn(Candidate tried, Failure failure)
    {
        _last = failure;
        var track = _tracks.First(one => ReferenceEquals(one.Candidate.Model, tried.Model));
        switch (failure.Recovery)
        {
            case Recovery.Stop:
                return false;
            case Recovery.OtherKey:
                track.FailedKeys.Add(tried.Key?.Name ?? tried.Provider.Name);
                break;
            case Recovery.SameKey:
                track.IsDoneThisRound = _policy.IsEager || track.Attempts >= _policy.MaxAttempts;
                break;
            case Recovery.OtherModel:
                track.IsDoneThisRound = true;
                track.IsOut = failure.Kind is FailureKind.ModelDenied or FailureKind.ModelGone or FailureKind.RegionBlocked or FailureKind.ContextTooLong;
                LeaveOutSmaller(failure, tried);
                break;
        }

        return true;
    }

    /// <summary>How long to wait before going round again; null when that makes no sense any more.</summary>
    public TimeSpan? WaitBeforeNextRound()
    {
        var mayRetry = _last is null || _last.Kind is FailureKind.Overloaded or FailureKind.Unreachable or FailureKind.TimedOut or FailureKind.Garbled
            || (_last.Kind == FailureKind.RateLimited && _last.ProviderStatus != 0);
        var left = exchange.Deadline.Left;
        if (!mayRetry || _attempts == 0 || _attempts >= _policy.MaxAttemptsInAll || !_tracks.Any(MayGoAgain))
        {
            return null;
        }

        var wait = _last?.RetryAfter ?? BackOff();
        return wait < left && wait <= _policy.MaxDelay ? wait : null;
    }

    /// <summary>Starts another round.</summary>
    public void BeginRound()
    {
        _rounds++;
        foreach (var track in _tracks)
        {
            track.IsDoneThisRound = false;
            track.FailedKeys.Clear();
        }
    }

    /// <summary>What the caller is told when nothing answered.</summary>
    public Failure Final()
    {
        if (_attempts == 0 && _last is null)
        {
            var wait = _tracks.Length == 0 ? TimeSpan.Zero : _tracks.Min(track => health.UntilProbe(track.Candidate, exchange.Catalog));
            return new Failure(FailureKind.Busy, "provider_unavailable", "Every candidate for this model is down; the next one is probed soon.")
            {
                RetryAfter = wait < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : wait,
            };
        }

        if (exchange.Deadline.Left == TimeSpan.Zero)
        {
            return new Failure(FailureKind.TimedOut, "deadline_exceeded", "The time for the whole request ran out.") { AlreadyRetried = _attempts > 1 };
        }

        return _last! with { AlreadyRetried = _attempts > 1 };
    }

    private bool MayGoAgain(CandidateTrack track) =>
        !track.IsOut && track.Attempts < _policy.MaxAttempts && health.GateOf(track.Candidate, exchange.Catalog) != CandidateGate.Open
        && !keys.AllDead(track.Candidate.Provider, exchange.Caller.Service);

    private void LeaveOutSmaller(Failure failure, Candidate tried)
    {
        if (failure.Kind != FailureKind.ContextTooLong)
        {
            return;
        }

        foreach (var track in _tracks)
        {
            track.IsOut |= track.Candidate.Model.Context is { } window && window <= (tried.Model.Context ?? 0);
        }
    }

    private TimeSpan BackOff()
    {
        var most = Math.Min(_policy.MaxDelay.TotalMilliseconds, _policy.InitialDelay.TotalMilliseconds * Math.Pow(_policy.Multiplier, _rounds));
        return TimeSpan.FromMilliseconds(_policy.FullJitter ? Random.Shared.NextDouble() * most : most);
    }

    private Failure NoKey(Provider provider)
    {
        var service = exchange.Caller.Service;
        if (!provider.HasKeyFor(service))
        {
            return new Failure(FailureKind.CallerFault, "no_capable_model", $"Provider {provider.Name} has no key for this service.");
        }

        if (keys.AllDead(provider, service))
        {
            return new Failure(FailureKind.QuotaSpent, "upstream_credentials_exhausted", $"No key of provider {provider.Name} is usable: each was refused or is out of quota.");
        }

        return new Failure(FailureKind.RateLimited, "provider_rate_limited", $"Every key of provider {provider.Name} rests after a rate limit.")
        {
            ProviderStatus = 429,
            RetryAfter = keys.UntilUsable(provider, service),
        };
    }
}
