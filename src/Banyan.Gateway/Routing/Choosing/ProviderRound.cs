using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Routing.Choosing;

/// <summary>How the providers of a chain stand before one ask: each is looked at once, with the first of its models. Lies on the stack.</summary>
internal readonly ref struct ProviderRound
{
    private readonly Exchange _exchange;
    private readonly IProviderRoom _room;
    private readonly Span<Marks> _marks;
    private readonly long _tokens;
    private readonly long _now;

    /// <summary>Nothing is known yet of as many as there are marks.</summary>
    public ProviderRound(Exchange exchange, IProviderRoom room, Span<Marks> marks, long now)
    {
        _exchange = exchange;
        _room = room;
        _marks = marks;
        _now = now;
        _tokens = room.TokensOf(exchange);
    }

    /// <summary>What was seen of a provider.</summary>
    [Flags]
    internal enum Marks : byte
    {
        /// <summary>Nothing.</summary>
        None = 0,

        /// <summary>Whether its keys rest.</summary>
        SawKeys = 1,

        /// <summary>They all rest.</summary>
        Rests = 1 << 1,

        /// <summary>Whether it has room.</summary>
        SawRoom = 1 << 2,

        /// <summary>It has none.</summary>
        IsFull = 1 << 3,
    }

    /// <summary>Whether every key of a target's provider rests.</summary>
    public bool IsResting(int provider, RouteTarget target)
    {
        ref var marks = ref _marks[provider];
        if ((marks & Marks.SawKeys) == 0)
        {
            marks |= Marks.SawKeys | (target.State.IsResting(target.Model.Provider, _exchange.Caller.Service) ? Marks.Rests : Marks.None);
        }

        return (marks & Marks.Rests) != 0;
    }

    /// <summary>Whether a target's provider is at its rate limit, by its own words for the model or by the bounds it is held to. In direct mode none is.</summary>
    public bool IsFull(int provider, RouteTarget target)
    {
        if (_exchange.IsDirect)
        {
            return false;
        }

        ref var marks = ref _marks[provider];
        if ((marks & Marks.SawRoom) == 0)
        {
            marks |= Marks.SawRoom | (_room.IsFull(_exchange, target.Model.Provider) ? Marks.IsFull : Marks.None);
        }

        return (marks & Marks.IsFull) != 0 || !target.Room.HasRoom(_tokens, _now);
    }
}
