using System;
using DiffGen;

namespace Golden.Loops;

public static partial class StillColumns
{
    // Each frame is moved by one number: its tangents are zero in most columns, and passed over there.
    [Differentiable(Jacobian = true)]
    public static void Skin([Sample(Length = 5)] ReadOnlySpan<double> pose, [NoDiff, Sample(Length = 6)] ReadOnlySpan<double> points, [NoDiff, Sample(Length = 10)] ReadOnlySpan<double> weights, [Output, Sample(Length = 2)] Span<double> distances)
    {
        Span<double> frames = new double[3 * pose.Length];
        for (int bone = 0; bone < pose.Length; bone++)
        {
            frames[3 * bone] = Math.Sin(pose[bone]);
            frames[3 * bone + 1] = Math.Cos(pose[bone]);
            frames[3 * bone + 2] = pose[bone];
        }

        for (int point = 0; point < distances.Length; point++)
        {
            double distance = 0;
            for (int bone = 0; bone < pose.Length; bone++)
            {
                for (int row = 0; row < 3; row++)
                {
                    for (int k = 0; k < 3; k++)
                    {
                        distance += frames[3 * bone + k] * points[3 * point + row] * weights[point * pose.Length + bone];
                    }
                }
            }

            distances[point] = distance;
        }
    }
}
