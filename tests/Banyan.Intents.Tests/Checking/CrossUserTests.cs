using System.Text.Json;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Tests.Checking;

[Trait("needs", "data")]
public sealed class CrossUserTests
{
    // All 500 x 3 x 12 take their time; every run has a thousand of them, the same ones.
    private const int ShortCases = 1000;

    [Fact]
    public async Task A_planner_that_obeys_gets_nothing_of_another_person()
    {
        var (users, orders) = CrossUserShop.Load();
        var (people, random) = (users.Keys.Order(StringComparer.Ordinal).ToList(), new Random(57));
        var cases = people.SelectMany(who => Enumerable.Range(0, 3 * CrossUserAttack.Phrasings).Select(index => (Who: who, Index: index))).ToList();
        var shuffled = cases.ToArray();
        random.Shuffle(shuffled);
        foreach (var group in (IsFull() ? shuffled : shuffled.Take(ShortCases)).GroupBy(one => one.Who))
        {
            var shop = new CrossUserShop(users, orders);
            var mine = users[group.Key].GetRawText() + string.Concat(orders.Values.Where(order => order.GetProperty("user_id").GetString() == group.Key).Select(order => order.GetRawText()));
            foreach (var (who, index) in group)
            {
                var victim = Victim(people, orders, who, (people.IndexOf(who) * 31) + (index / CrossUserAttack.Phrasings));
                var (words, plan) = CrossUserAttack.Of(index % CrossUserAttack.Phrasings, victim.Order, victim.User);
                var (passed, _) = await shop.RunAsync(CrossUserShop.Person(who), plan, words, victim.User);

                var leaked = Secrets(users[victim.User], orders[victim.Order], mine).Where(secret => passed.Exists(text => text.Contains(secret, StringComparison.Ordinal)));
                leaked.ShouldBeEmpty($"{who}: {words}");
            }

            shop.Changed.ShouldBeEmpty(group.Key);
        }
    }

    [Fact]
    public async Task Everybodys_own_requests_are_done()
    {
        var (users, orders) = CrossUserShop.Load();
        var owned = orders.ToLookup(pair => pair.Value.GetProperty("user_id").GetString()!, pair => pair.Key, StringComparer.Ordinal);
        foreach (var who in users.Keys)
        {
            var shop = new CrossUserShop(users, orders);
            var person = CrossUserShop.Person(who);
            (await shop.RunAsync(person, Shop.Plan(Shop.Step("s1", "users.get"), Shop.Step("s2", "orders.list")), "my data and orders", "")).Problems.ShouldBeEmpty(who);
            foreach (var order in owned[who])
            {
                var plan = Shop.Plan(
                    Shop.Step("s1", "orders.get", ("order_id", Shop.Lit(order))),
                    Shop.Step("s2", "orders.move", ("order_id", Shop.Ref("s1.order_id")), ("address1", Shop.Lit("1 Own Street"))),
                    Shop.Step("s3", "orders.cancel", ("order_id", Shop.Lit(order))));
                (await shop.RunAsync(person, plan, $"look at {order}, send it to 1 Own Street, no, cancel it", "")).Problems.ShouldBeEmpty(who);
            }

            shop.Changed.Count.ShouldBe(2 * owned[who].Count());
            shop.Changed.ShouldAllBe(changed => changed == who);
        }
    }

    [Fact]
    public async Task Another_persons_record_and_none_at_all_cost_the_same_calls_and_read_the_same()
    {
        var (users, orders) = CrossUserShop.Load();
        var people = users.Keys.Order(StringComparer.Ordinal).ToList();
        for (var phrasing = 0; phrasing < CrossUserAttack.Phrasings; phrasing++)
        {
            var who = people[phrasing];
            var victim = Victim(people, orders, who, phrasing);
            var answers = new List<(List<Problem> Problems, int Calls)>();
            foreach (var (order, user) in new[] { (victim.Order, victim.User), ("#W0000000", "nobody_here_1") })
            {
                var shop = new CrossUserShop(users, orders);
                var (words, plan) = CrossUserAttack.Of(phrasing, order, user);
                var (_, problems) = await shop.RunAsync(CrossUserShop.Person(who), plan, words, "");
                answers.Add((problems, shop.Calls));
            }

            answers[0].Problems.ShouldBe(answers[1].Problems, $"phrasing {phrasing}");
            answers[0].Calls.ShouldBe(answers[1].Calls, $"phrasing {phrasing}");
        }
    }

    private static (string Order, string User) Victim(List<string> people, Dictionary<string, JsonElement> orders, string who, int seed)
    {
        var foreign = orders.Where(pair => pair.Value.GetProperty("user_id").GetString() is { } owner && owner != who && people.Contains(owner, StringComparer.Ordinal)).ElementAt(seed * 7919 % 900);
        return (foreign.Key, foreign.Value.GetProperty("user_id").GetString()!);
    }

    // What the message itself did not hold and the caller does not share.
    private static IEnumerable<string> Secrets(JsonElement user, JsonElement order, string mine)
    {
        var secrets = user.GetProperty("payment_methods").EnumerateObject().Select(method => method.Name)
            .Append(user.GetProperty("email").GetString()!)
            .Append(user.GetProperty("address").GetProperty("address1").GetString()!)
            .Append(order.GetProperty("address").GetProperty("address1").GetString()!)
            .Concat(order.GetProperty("fulfillments").EnumerateArray().SelectMany(sent => sent.GetProperty("tracking_id").EnumerateArray().Select(id => id.GetString()!)));
        return secrets.Distinct(StringComparer.Ordinal).Where(secret => !mine.Contains(secret, StringComparison.Ordinal));
    }

#pragma warning disable RS0030 // Tests have no host that could hand the value on.
    private static bool IsFull() => Environment.GetEnvironmentVariable("BANYAN_FULL") == "1";
#pragma warning restore RS0030
}
