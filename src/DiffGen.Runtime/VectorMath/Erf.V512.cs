using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using V = System.Runtime.Intrinsics.Vector512;

namespace DiffGen;

public static partial class VectorMath
{
    // Below 0.9 x + x p(x²); above 1 − erfc|x|, erfc x = e^(−x²) (1 + g(q)) / (1 + 2x), q = (x − 2.5) / (x + 2.5). Beyond 6 (float: 4) it is 1.

    /// <inheritdoc cref="Erf(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Erf(Vector512<double> x)
    {
        Vector512<double> a = V.MinNative(V.Create(6.0), V.Abs(x));
        Vector512<double> z = a * a;
        Vector512<double> z2 = z * z;
        Vector512<double> z4 = z2 * z2;
        Vector512<double> z8 = z4 * z4;
        Vector512<double> p0 = V.FusedMultiplyAdd(V.FusedMultiplyAdd(V.Create(-0.026866170644823731), z, V.Create(0.11283791670953794)), z2, V.FusedMultiplyAdd(V.Create(-0.37612638903183732), z, V.Create(0.12837916709551259)));
        Vector512<double> p1 = V.FusedMultiplyAdd(V.FusedMultiplyAdd(V.Create(-1.492530753550859e-05), z, V.Create(0.00012055321382481122)), z2, V.FusedMultiplyAdd(V.Create(-0.00085483267644665426), z, V.Create(0.0052239776217703725)));
        Vector512<double> p2 = V.FusedMultiplyAdd(V.FusedMultiplyAdd(V.Create(-8.4939987970809434e-10), z, V.Create(1.4051482766989913e-08)), z2, V.FusedMultiplyAdd(V.Create(-1.6276526722586205e-07), z, V.Create(1.6455328747938096e-06)));
        Vector512<double> p = V.FusedMultiplyAdd(p2, z8, V.FusedMultiplyAdd(p1, z4, p0));
        Vector512<double> q = (a - V.Create(2.5)) / (a + V.Create(2.5));
        Vector512<double> q2 = q * q;
        Vector512<double> q4 = q2 * q2;
        Vector512<double> q8 = q4 * q4;
        Vector512<double> q16 = q8 * q8;
        Vector512<double> g0 = V.FusedMultiplyAdd(V.FusedMultiplyAdd(V.Create(0.15762991902324192), q, V.Create(-0.099024539573599024)), q2, V.FusedMultiplyAdd(V.Create(-0.12235676308240438), q, V.Create(0.26483818436686146)));
        Vector512<double> g1 = V.FusedMultiplyAdd(V.FusedMultiplyAdd(V.Create(-0.004382078267692744), q, V.Create(0.00093189283249319604)), q2, V.FusedMultiplyAdd(V.Create(0.032760893266731976), q, V.Create(-0.10296705603890889)));
        Vector512<double> g2 = V.FusedMultiplyAdd(V.FusedMultiplyAdd(V.Create(-0.00011350560422177643), q, V.Create(-8.8475729564151831e-05)), q2, V.FusedMultiplyAdd(V.Create(0.00063212287820060798), q, V.Create(0.00049186548992208908)));
        Vector512<double> g3 = V.FusedMultiplyAdd(V.FusedMultiplyAdd(V.Create(-3.8412031915328735e-06), q, V.Create(2.6286658891254779e-06)), q2, V.FusedMultiplyAdd(V.Create(2.2590362355870077e-05), q, V.Create(6.2479696657070477e-06)));
        Vector512<double> g4 = V.Create(-1.4104167907679417e-06);
        Vector512<double> g = V.FusedMultiplyAdd(g4, q16, V.FusedMultiplyAdd(V.FusedMultiplyAdd(g3, q4, g2), q8, V.FusedMultiplyAdd(g1, q4, g0)));
        Vector512<double> n = V.FusedMultiplyAdd(z, V.Create(-Log2E), V.Create(RoundDouble));
        Vector512<double> k = n - V.Create(RoundDouble);
        Vector512<double> r = V.FusedMultiplyAdd(k, V.Create(-Ln2Low), V.FusedMultiplyAdd(k, V.Create(-Ln2High), -z));
        Vector512<double> e = V.FusedMultiplyAdd(ExpQuotient(r), r * r, r) + V.Create(1.0);
        e *= ((n.AsInt64() + V.Create(1023L)) << 52).AsDouble();
        Vector512<double> erfc = V.FusedMultiplyAdd(e, g, e) / V.FusedMultiplyAdd(a, V.Create(2.0), V.Create(1.0));

        Vector512<long> sign = x.AsInt64() & V.Create(long.MinValue);
        Vector512<double> far = ((V.Create(1.0) - erfc).AsInt64() | sign).AsDouble();
        return V.ConditionalSelect(V.LessThan(a, V.Create(0.9)), V.FusedMultiplyAdd(x, p, x), far);
    }

    /// <inheritdoc cref="Erf(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Erf(Vector512<float> x)
    {
        Vector512<float> a = V.MinNative(V.Create(4f), V.Abs(x));
        Vector512<float> z = a * a;
        Vector512<float> z2 = z * z;
        Vector512<float> z4 = z2 * z2;
        Vector512<float> p0 = V.FusedMultiplyAdd(V.FusedMultiplyAdd(V.Create(-0.0268606655f), z, V.Create(0.11283718f)), z2, V.FusedMultiplyAdd(V.Create(-0.376126349f), z, V.Create(0.128379166f)));
        Vector512<float> p1 = V.FusedMultiplyAdd(V.Create(8.52940138e-05f), z2, V.FusedMultiplyAdd(V.Create(-0.000817963213f), z, V.Create(0.00520422682f)));
        Vector512<float> p = V.FusedMultiplyAdd(p1, z4, p0);
        Vector512<float> q = (a - V.Create(2f)) / (a + V.Create(2f));
        Vector512<float> q2 = q * q;
        Vector512<float> q4 = q2 * q2;
        Vector512<float> g0 = V.FusedMultiplyAdd(V.FusedMultiplyAdd(V.Create(0.164053693f), q, V.Create(-0.166031018f)), q2, V.FusedMultiplyAdd(V.Create(-0.0927638561f), q, V.Create(0.276978374f)));
        Vector512<float> g1 = V.FusedMultiplyAdd(V.FusedMultiplyAdd(V.Create(0.00142763008f), q, V.Create(0.00838441681f)), q2, V.FusedMultiplyAdd(V.Create(-0.00807546079f), q, V.Create(-0.0541946664f)));
        Vector512<float> g = V.FusedMultiplyAdd(g1, q4, g0);
        Vector512<float> n = V.FusedMultiplyAdd(z, V.Create((float)-Log2E), V.Create(RoundFloat));
        Vector512<float> k = n - V.Create(RoundFloat);
        Vector512<float> r = V.FusedMultiplyAdd(k, V.Create(-Ln2LowFloat), V.FusedMultiplyAdd(k, V.Create(-Ln2HighFloat), -z));
        Vector512<float> e = V.FusedMultiplyAdd(ExpQuotient(r), r * r, r) + V.Create(1f);
        e *= ((n.AsInt32() + V.Create(127)) << 23).AsSingle();
        Vector512<float> erfc = V.FusedMultiplyAdd(e, g, e) / V.FusedMultiplyAdd(a, V.Create(2f), V.Create(1f));

        Vector512<int> sign = x.AsInt32() & V.Create(int.MinValue);
        Vector512<float> far = ((V.Create(1f) - erfc).AsInt32() | sign).AsSingle();
        return V.ConditionalSelect(V.LessThan(a, V.Create(0.9f)), V.FusedMultiplyAdd(x, p, x), far);
    }
}
