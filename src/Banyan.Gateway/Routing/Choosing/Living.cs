using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Routing.Choosing;

/// <summary>The targets that may be drawn, with what each is worth. Lies on the stack. Never sorted as a whole where that is not asked: a choice needs the best, and those near it.</summary>
internal ref struct Living
{
    private readonly Span<Contender> _room;

    /// <summary>Takes those that live, as they are written.</summary>
    public Living(NamedTargets names, RouteLook look, Span<Contender> room)
    {
        _room = room;
        for (var place = 0; place < names.Targets.Length; place++)
        {
            if (look.Lives(place))
            {
                _room[Count++] = new Contender { Place = place, Provider = names.ProviderOf[place], Cost = double.NaN };
            }
        }
    }

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>All of them; the chosen one first once it was lifted.</summary>
    public readonly Span<Contender> All => _room[..Count];

    /// <summary>Sorts them, best first.</summary>
    public readonly void Sort() => All.Sort(static (one, other) => one.IsBefore(other) ? -1 : other.IsBefore(one) ? 1 : 0);

    /// <summary>Where the best is.</summary>
    public readonly int Best()
    {
        var best = 0;
        for (var i = 1; i < Count; i++)
        {
            best = _room[i].IsBefore(_room[best]) ? i : best;
        }

        return best;
    }

    /// <summary>Brings those within a band of the best to the front.</summary>
    /// <returns>How many they are.</returns>
    public readonly int Gather(int best, double band)
    {
        var (least, count) = (_room[best].Worth - band, 0);
        for (var i = 0; i < Count; i++)
        {
            if (_room[i].Worth >= least)
            {
                (_room[count], _room[i]) = (_room[i], _room[count]);
                count++;
            }
        }

        return count;
    }

    /// <summary>The one with less load of two drawn among the first few; of equals the first drawn.</summary>
    public readonly int LessLoaded(int among, RouteTarget[] chain, Random random)
    {
        var one = random.Next(among);
        var other = random.Next(among - 1);
        other += other >= one ? 1 : 0;
        return chain[_room[other].Place].State.InFlight < chain[_room[one].Place].State.InFlight ? other : one;
    }

    /// <summary>One drawn among those with a closed circuit but one; -1 when there is none.</summary>
    public readonly int Another(int not, RouteLook look, Random random)
    {
        var left = 0;
        for (var i = 0; i < Count; i++)
        {
            left += IsOther(i, not, look) ? 1 : 0;
        }

        left = left > 0 ? random.Next(left) : -1;
        for (var i = 0; i < Count; i++)
        {
            if (IsOther(i, not, look) && left-- == 0)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Puts one in front of the others.</summary>
    public readonly void Lift(int chosen) => (_room[0], _room[chosen]) = (_room[chosen], _room[0]);

    private readonly bool IsOther(int at, int not, RouteLook look) => at != not && look.GateOf(_room[at].Place) == CandidateGate.Closed;
}
