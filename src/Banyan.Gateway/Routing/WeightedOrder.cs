using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Routing;

/// <summary>Draws targets one after the other, each with a chance proportional to its weight among those left.</summary>
internal static class WeightedOrder
{
    public static List<ModelEntry> Draw(IReadOnlyList<AliasTarget> targets, Random random)
    {
        var left = targets.ToList();
        var drawn = new List<ModelEntry>(left.Count);
        while (left.Count > 0)
        {
            var total = left.Sum(target => Math.Max(0, target.Weight));
            var point = total == 0 ? 0 : random.Next(total);
            var index = 0;
            while (index < left.Count - 1 && (point -= Math.Max(0, left[index].Weight)) >= 0)
            {
                index++;
            }

            drawn.Add(left[index].Model);
            left.RemoveAt(index);
        }

        return drawn;
    }
}
