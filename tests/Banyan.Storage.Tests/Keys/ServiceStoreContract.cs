using Banyan.Gateway.Callers;
using Banyan.Gateway.Callers.Services;
using Banyan.Gateway.Spine;
using Banyan.Storage.Keys;
using Banyan.TestKit;

namespace Banyan.Storage.Tests.Keys;

/// <summary>What every store of services, teams and users must do, on both databases.</summary>
public sealed class ServiceStoreContract(PostgresFixture postgres)
{
    private static readonly ServiceGrants Some = new(["lab/*"], [], null, ["search"], null, ["orders.*"], false) { DataTerms = new DataDemand(true, TimeSpan.FromDays(30), ["eu"]) };

    private readonly FakeClock _clock = new(Rows.Noon);

    public static TheoryData<string> Databases => ["sqlite", "postgres"];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_service_comes_back_as_it_went_in_with_its_team(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var (keys, store) = (new KeyStore(test.Database, _clock), new ServiceStore(test.Database, _clock));
        var before = await keys.RevisionAsync(default);
        (await store.SaveAsync(Service("billing") with { Description = "bills", Team = "payments", Grants = Some, IsDisabled = true }, null, Act(), default)).ShouldBe(ServiceEdit.Done);

        var read = (await keys.ReadAllAsync(default)).Services.ShouldHaveSingleItem();
        (read.Name, read.Description, read.Team, read.IsDisabled, read.Revision).ShouldBe(("billing", "bills", "payments", true, 1));
        var grants = read.Grants.ShouldNotBeNull();
        (grants.Models!.Single(), grants.Aliases!.Count, grants.Features, grants.Tools!.Single(), grants.Prompts, grants.Intents!.Single(), grants.AssertUser).ShouldBe(("lab/*", 0, null, "search", null, "orders.*", false));
        (grants.DataTerms!.NoTraining, grants.DataTerms.MaxRetention, grants.DataTerms.Regions!.Single()).ShouldBe((true, TimeSpan.FromDays(30), "eu"));
        (await keys.RevisionAsync(default)).ShouldBeGreaterThan(before);
        (await store.TeamsAsync("default", default)).ShouldHaveSingleItem().Name.ShouldBe("payments");
        (await store.TeamsAsync("other", default)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_change_over_somebody_elses_is_refused(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var (keys, store) = (new KeyStore(test.Database, _clock), new ServiceStore(test.Database, _clock));
        (await store.SaveAsync(Service("billing"), 0, Act(), default)).ShouldBe(ServiceEdit.Done);
        (await store.SaveAsync(Service("billing") with { Description = "second" }, 1, Act(), default)).ShouldBe(ServiceEdit.Done);
        (await store.SaveAsync(Service("billing") with { Description = "late" }, 1, Act(), default)).ShouldBe(ServiceEdit.Conflict);
        (await store.SaveAsync(Service("billing") with { Tenant = "other" }, 0, Act(), default)).ShouldBe(ServiceEdit.Done, "another tenant's is another");
        var read = (await keys.ReadAllAsync(default)).Services;
        read.Single(one => one.Tenant == "default").ShouldSatisfyAllConditions(one => one.Description.ShouldBe("second"), one => one.Revision.ShouldBe(2));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task The_last_administrators_service_stays_and_its_key_too(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var (keys, store) = (new KeyStore(test.Database, _clock), new ServiceStore(test.Database, _clock));
        await keys.PutAsync(Admin("Aaaaaaaa", "ops"), null, default);
        await keys.PutAsync(Admin("Bbbbbbbb", "spare"), null, default);
        (await store.SaveAsync(Service("spare") with { IsDisabled = true }, null, Act(), default)).ShouldBe(ServiceEdit.Done);
        (await store.SaveAsync(Service("ops") with { IsDisabled = true }, null, Act(), default)).ShouldBe(ServiceEdit.LastAdmin);
        (await keys.RevokeAsync("default", "Aaaaaaaa", null, default)).ShouldBe(KeyEdit.LastAdmin, "a key of a disabled service administers nothing");
        (await store.SaveAsync(Service("spare") with { IsDisabled = false }, null, Act(), default)).ShouldBe(ServiceEdit.Done);
        (await store.SaveAsync(Service("ops") with { IsDisabled = true }, null, Act(), default)).ShouldBe(ServiceEdit.Done);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Teams_are_renamed_and_never_meet(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var (keys, store) = (new KeyStore(test.Database, _clock), new ServiceStore(test.Database, _clock));
        var web = new TeamRecord(Guid.CreateVersion7(Rows.Noon), "default", "web");
        (await store.SaveTeamAsync(web, true, Act(), default)).ShouldBe(ServiceEdit.Done);
        (await store.SaveTeamAsync(new TeamRecord(Guid.CreateVersion7(Rows.Noon), "default", "web"), true, Act(), default)).ShouldBe(ServiceEdit.Conflict);
        await store.SaveAsync(Service("portal") with { Team = "web" }, null, Act(), default);
        (await store.SaveTeamAsync(web with { Name = "front" }, false, Act(), default)).ShouldBe(ServiceEdit.Done);
        (await store.SaveTeamAsync(web with { Tenant = "other", Name = "stolen" }, false, Act(), default)).ShouldBe(ServiceEdit.NotFound);
        (await keys.ReadAllAsync(default)).Services.ShouldHaveSingleItem().Team.ShouldBe("front");
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_user_is_written_once_for_each_subject_and_tenant(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var (keys, store) = (new KeyStore(test.Database, _clock), new ServiceStore(test.Database, _clock));
        var ada = new UserRecord(Guid.CreateVersion7(Rows.Noon), "default", "ada", "ada@shop.example", Role.Operator, false);
        await store.SaveUserAsync(ada, Act(), default);
        await store.SaveUserAsync(ada with { Role = Role.Viewer, Email = null, IsDisabled = true }, Act(), default);
        await store.SaveUserAsync(ada with { Id = Guid.CreateVersion7(Rows.Noon), Tenant = "other" }, Act(), default);
        var users = (await keys.ReadAllAsync(default)).Users;
        users.Count.ShouldBe(2);
        users.Single(user => user.Tenant == "default").ShouldBe(ada with { Role = Role.Viewer, Email = null, IsDisabled = true });
    }

    private static ServiceRecord Service(string name) => new() { Tenant = "default", Name = name };

    private static KeyRecord Admin(string publicId, string service) => new()
    {
        Id = Guid.CreateVersion7(Rows.Noon),
        PublicId = publicId,
        Tenant = "default",
        Service = service,
        Name = service,
        Role = Role.Admin,
        Grants = Grants.All,
        Hash = new byte[32],
        PepperVersion = 1,
        CreatedAt = Rows.Noon,
    };

    private static AuditAct Act() => new() { Id = Guid.CreateVersion7(), At = Rows.Noon, Tenant = "default", Actor = "key:tests", Action = "saveService", Target = "service:tests" };
}
