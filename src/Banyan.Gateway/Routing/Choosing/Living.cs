using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Routing.Choosing;

/// <summary>The targets that may be drawn, with what each is worth, best first once sorted. Lies on the stack.</summary>
internal ref struct Living
{
    private readonly Span<int> _places;
    private readonly Span<double> _worths;

    /// <summary>None yet, with room for as many as both spans.</summary>
    public Living(Span<int> places, Span<double> worths)
    {
        _places = places;
        _worths = worths;
    }

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Their places in the chain.</summary>
    public readonly ReadOnlySpan<int> Places => _places[..Count];

    /// <summary>Adds one.</summary>
    public void Add(int place, double worth) => (_places[Count], _worths[Count++]) = (place, -worth);

    /// <summary>Sorts them, best first; equals by place.</summary>
    public readonly void Sort() => _worths[..Count].Sort(_places[..Count]);

    /// <summary>How many are within a band of the best.</summary>
    public readonly int Within(double band)
    {
        var count = 0;
        while (count < Count && _worths[count] <= _worths[0] + band)
        {
            count++;
        }

        return count;
    }

    /// <summary>The rank with the less load of two drawn among the first few; of equals the first drawn.</summary>
    public readonly int LessLoaded(int among, RouteTarget[] chain, Random random)
    {
        var one = random.Next(among);
        var other = random.Next(among - 1);
        other += other >= one ? 1 : 0;
        return chain[_places[other]].State.InFlight < chain[_places[one]].State.InFlight ? other : one;
    }

    /// <summary>A rank drawn among those with a closed circuit but one; -1 when there is none.</summary>
    public readonly int Another(int not, RouteCandidate[] looked, Random random)
    {
        var (drawn, seen) = (-1, 0);
        for (var rank = 0; rank < Count; rank++)
        {
            if (rank != not && looked[_places[rank]].Gate == CandidateGate.Closed && random.Next(++seen) == 0)
            {
                drawn = rank;
            }
        }

        return drawn;
    }

    /// <summary>Moves the one at a rank to the front.</summary>
    public readonly void Lift(int rank)
    {
        var place = _places[rank];
        _places[..rank].CopyTo(_places[1..]);
        _places[0] = place;
    }
}
