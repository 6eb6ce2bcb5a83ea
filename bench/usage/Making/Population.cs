namespace Banyan.UsageBench.Making;

/// <summary>Who calls what: few of everything do most of it.</summary>
internal static class Population
{
    public const int Services = 20, Users = 20_000, Features = 50, FeaturesOfAService = 12, Teams = 8;

    /// <summary>Of the node's first key, whose tenant is asked for.</summary>
    public const string Tenant = "default", OwnService = "admin";

    private static readonly string[] Tenants = [Tenant, "north", "south", "west"];
    private static readonly double[] TenantShares = Sums([0.85, 0.08, 0.05, 0.02]);
    private static readonly (string Id, string Provider, long Input, long Output)[] Models =
    [
        ("alpha/small", "alpha", 150, 600), ("alpha/large", "alpha", 2_500, 10_000), ("beta/medium", "beta", 800, 4_000), ("beta/large", "beta", 3_000, 15_000), ("lab/local", "lab", 50, 50),
    ];

    private static readonly double[] ModelShares = Sums([0.50, 0.20, 0.15, 0.10, 0.05]);
    private static readonly double[] ServiceShares = Sums(Zipf(Services, 1));
    private static readonly double[] FeatureShares = Sums(Zipf(FeaturesOfAService, 1.1));

    private static readonly int[] Homes = [.. Enumerable.Range(0, Users).Select(user => Place(ServiceShares, new Random(user)))];

    public static IReadOnlyList<string> ModelNames { get; } = [.. Models.Select(model => model.Id)];

    public static string Service(int number) => number == 3 ? OwnService : $"service-{number:00}";

    public static string User(int number) => $"user-{number:00000}@example.test";

    public static string Feature(int service, int place) => $"feature-{((service * 7) + (place * place) + place) % Features:00}";

    public static string Team(int service) => $"team-{service % Teams}";

    public static string Key(int service, bool isSecond) => $"Key{service:00}{(isSecond ? "b" : "a")}";

    public static string DrawTenant(Random random) => Tenants[Place(TenantShares, random)];

    public static (string Id, string Provider, long Input, long Output) DrawModel(Random random) => Models[Place(ModelShares, random)];

    public static int DrawService(Random random) => Place(ServiceShares, random);

    public static int DrawFeature(Random random) => Place(FeatureShares, random);

    /// <summary>The service a user uses most.</summary>
    public static int HomeOf(int user) => Homes[user];

    /// <summary>A tenth of the users make a third of the calls.</summary>
    public static int DrawUser(Random random) => (int)(Users * Math.Pow(random.NextDouble(), 2));

    private static double[] Zipf(int count, double exponent) => [.. Enumerable.Range(1, count).Select(rank => 1 / Math.Pow(rank, exponent))];

    private static double[] Sums(double[] shares)
    {
        var (sums, sum, all) = (new double[shares.Length], 0.0, shares.Sum());
        for (var i = 0; i < shares.Length; i++)
        {
            sums[i] = sum += shares[i] / all;
        }

        return sums;
    }

    private static int Place(double[] sums, Random random)
    {
        var found = Array.BinarySearch(sums, random.NextDouble());
        return Math.Min(found < 0 ? ~found : found, sums.Length - 1);
    }
}
